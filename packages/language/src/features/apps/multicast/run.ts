import {
  type App,
  type MulticastReceiverReport,
  MulticastSenderApp,
  type MulticastSenderReport,
  type Simulation,
} from '@packetloom/sim';
import { defineAppRun } from '../../define/appRun.js';
import { payloadOctets } from '../common/payloadOctets.js';
import { repeated } from '../common/plannedSends.js';
import { ScheduledApp, withHistogram } from '../common/scheduledApp.js';
import { typeOfService } from '../common/typeOfService.js';
import type { MulticastEvent, MulticastReceiver } from './event.js';
import type { MulticastReceiverScope, MulticastScope } from './fields.js';
import { MULTICAST } from './index.js';
import { details, text } from './text.js';

/** A sender of multicast, and its receivers. */
export const MULTICAST_RUN = defineAppRun(MULTICAST, {
  text,
  details,
  plannedSends: repeated,
  make(event, { simulation }) {
    const { name, from, nic, group, port, sourcePort, count, intervalNs, payload, ttl, loop } =
      event;
    const sender = new MulticastSenderApp(simulation, {
      name,
      from,
      group,
      port,
      count,
      intervalNs,
      payload: payloadOctets(payload),
      ttl,
      typeOfService: typeOfService(event),
      loop,
      ...(nic === null ? {} : { nic }),
      ...(sourcePort === null ? {} : { sourcePort }),
    });
    const scheduled = new ScheduledApp(sender);
    const receivers = event.receivers.map((receiver) => ({
      ...receiver,
      app: receiverOf(simulation, event, receiver, sender),
    }));
    return {
      schedule: () => {
        for (const { app, joinNs } of receivers) simulation.at(joinNs, () => app.start());
        simulation.at(event.atNs, () => scheduled.start());
      },
      get scope() {
        return sumOf(
          scheduled,
          receivers.map(({ node, app }) => ({ node, ...scopeOf(app) })),
        );
      },
    };
  },
});

function receiverOf(
  simulation: Simulation,
  { name, group, port }: MulticastEvent,
  { node, nic, joinNs, leaveNs }: MulticastReceiver,
  sender: MulticastSenderApp,
): App<MulticastReceiverReport> {
  return simulation.createApp('multicast-receiver', {
    name: `${name}/${node}`,
    on: node,
    group,
    port,
    sender,
    ...(nic === null ? {} : { nic }),
    ...(leaveNs === null ? {} : { durationNs: leaveNs - joinNs }),
  });
}

function scopeOf({
  report,
  distributions,
}: App<MulticastReceiverReport>): Omit<MulticastReceiverScope, 'node'> {
  const { delay, jitter, failures, ...counts } = report;
  return {
    ...counts,
    delay: withHistogram(delay, distributions?.delay),
    jitter: withHistogram(jitter, distributions?.jitter),
    failures: failures.map(({ error }) => error),
  };
}

/** The stream as a whole: its receivers' counts added up. */
function sumOf(
  { app: { report }, state }: ScheduledApp<MulticastSenderReport>,
  receivers: readonly MulticastReceiverScope[],
): MulticastScope {
  const sum = (
    key:
      | 'received'
      | 'expected'
      | 'lost'
      | 'inFlight'
      | 'duplicated'
      | 'reordered'
      | 'receivedBytes',
  ) => receivers.reduce((total, receiver) => total + receiver[key], 0);
  return {
    kind: 'multicast',
    ...state,
    sent: report.sent,
    unsent: report.unsent,
    received: sum('received'),
    expected: sum('expected'),
    lost: sum('lost'),
    inFlight: sum('inFlight'),
    duplicated: sum('duplicated'),
    reordered: sum('reordered'),
    receivedBytes: sum('receivedBytes'),
    failures: [
      ...report.failures.map(({ error }) => error),
      ...receivers.flatMap(({ failures }) => failures),
    ],
    receivers,
  };
}
