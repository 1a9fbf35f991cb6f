import { formatIpv4Address } from '@packetloom/core';
import type { LeftOut } from '@packetloom/sim';
import { leftOutTotal } from '../language/leftOutText.js';
import { celDuration } from './cel.js';
import { lazily, View, whole } from './lazyView.js';
import { multicastParts } from './multicastView.js';
import type {
  AppKind,
  AppScope,
  IcmpErrorScope,
  MulticastScope,
  TimesScope,
  TracerouteScope,
} from './scope.js';
import { TIMES } from './shape.js';

/** What expressions see of an app. */
export function appView(app: AppScope): View {
  const counts = {
    sent: () => whole(app.sent),
    received: () => whole(app.received),
    lost: () => whole(app.lost),
    duplicated: () => whole(app.duplicated),
    reordered: () => whole(app.reordered),
  };
  if (app.kind === 'traceroute') return lazily({ ...counts, ...tracerouteParts(app) });
  if (app.kind === 'multicast') return lazily({ ...counts, ...multicastParts(app, timesView) });
  return lazily({
    ...counts,
    errors: () => app.errors.map(errorView),
    failures: () => [...app.failures],
    jitter: () => timesView(app.jitter),
    interarrivalJitter: () => durationView(app.interarrivalJitterNs),
    ...flowParts(app),
  });
}

/** An app that has not begun. */
export function idle(kind: AppKind): AppScope {
  const counts = { sent: 0, received: 0, lost: 0 };
  const flow = { ...counts, duplicated: 0, reordered: 0, errors: [], failures: [] };
  const oneWay = { ...flow, receivedBytes: 0, delay: null };
  switch (kind) {
    case 'ping':
      return { kind, ...flow, rtt: null };
    case 'traceroute':
      return { kind, ...counts, reached: false, hops: [] };
    case 'multicast': {
      const { errors: _, ...own } = flow;
      return { kind, ...own, expected: 0, receivedBytes: 0, receivers: new Map() };
    }
    case 'request-response':
      return { kind, ...oneWay, transmissions: 0, responseTime: null };
    case 'replay': {
      const leftOut = { arp: 0, ipv6: 0, otherProtocol: 0, malformed: 0, linkType: 0 };
      return { kind, ...oneWay, leftOut };
    }
    default:
      return { kind, ...oneWay };
  }
}

function tracerouteParts(app: TracerouteScope): Record<string, () => unknown> {
  return {
    rtt: () => timesView(app.rtt),
    reached: () => app.reached,
    hops: () =>
      app.hops.map(({ ttl, address, rttNs }) => ({
        ttl: whole(ttl),
        address: address === null ? '' : formatIpv4Address(address),
        rtt: rttNs.filter((ns) => ns !== null).map(celDuration),
      })),
  };
}

function flowParts(
  app: Exclude<AppScope, TracerouteScope | MulticastScope>,
): Record<string, () => unknown> {
  if (app.kind === 'ping') return { rtt: () => timesView(app.rtt) };
  const oneWay = {
    delay: () => timesView(app.delay),
    receivedBytes: () => whole(app.receivedBytes),
  };
  if (app.kind === 'replay') return { ...oneWay, leftOut: () => leftOutView(app.leftOut) };
  if (app.kind !== 'request-response') return oneWay;
  return {
    ...oneWay,
    transmissions: () => whole(app.transmissions),
    responseTime: () => timesView(app.responseTime),
  };
}

function leftOutView(leftOut: LeftOut): View {
  const view = new View().add('total', () => whole(leftOutTotal(leftOut)));
  for (const [reason, count] of Object.entries(leftOut)) view.add(reason, () => whole(count));
  return view;
}

function errorView({ type, code, from, restOfHeader }: IcmpErrorScope): object {
  const tellsMtu = type === 3 && code === 4;
  return {
    type: whole(type),
    code: whole(code),
    from: formatIpv4Address(from),
    mtu: whole(tellsMtu ? restOfHeader & 0xffff : 0),
  };
}

function durationView(ns: number | null | undefined): unknown {
  return typeof ns === 'number' ? celDuration(ns) : undefined;
}

/** Without a sample there are no times: reading one is an error, not zero. */
function timesView(times: TimesScope | null | undefined): View | undefined {
  if (times === null || times === undefined) return undefined;
  return lazily({
    count: () => whole(times.count),
    ...Object.fromEntries(TIMES.map((name) => [name, () => celDuration(times[name])])),
    histogram: () =>
      (times.histogram ?? []).map(({ fromNs, toNs, count }) => ({
        from: celDuration(fromNs),
        to: celDuration(toNs),
        count: whole(count),
      })),
  });
}
