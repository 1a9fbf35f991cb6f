import { celDuration } from './cel.js';
import { lazily, View, whole } from './lazyView.js';
import type { MulticastReceiverScope, MulticastScope, TimesScope } from './scope.js';

/** What expressions see of a multicast stream beside its counts. */
export function multicastParts(
  app: MulticastScope,
  timesView: (times: TimesScope | null | undefined) => View | undefined,
): Record<string, () => unknown> {
  const receivers = new View();
  for (const [name, receiver] of app.receivers) {
    receivers.add(name, () => receiverView(receiver, timesView));
  }
  return {
    expected: () => whole(app.expected),
    receivedBytes: () => whole(app.receivedBytes),
    failures: () => [...app.failures],
    receivers: () => receivers,
  };
}

function receiverView(
  receiver: MulticastReceiverScope,
  timesView: (times: TimesScope | null | undefined) => View | undefined,
): View {
  const { joinLatencyNs } = receiver;
  return lazily({
    received: () => whole(receiver.received),
    expected: () => whole(receiver.expected),
    lost: () => whole(receiver.lost),
    duplicated: () => whole(receiver.duplicated),
    reordered: () => whole(receiver.reordered),
    receivedBytes: () => whole(receiver.receivedBytes),
    delay: () => timesView(receiver.delay),
    jitter: () => timesView(receiver.jitter),
    interarrivalJitter: () => durationView(receiver.interarrivalJitterNs),
    joinLatency: () => durationView(joinLatencyNs),
    failures: () => [...receiver.failures],
  });
}

function durationView(ns: number | null | undefined): unknown {
  return typeof ns === 'number' ? celDuration(ns) : undefined;
}
