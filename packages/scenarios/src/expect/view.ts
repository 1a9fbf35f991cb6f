import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import { celDuration } from './cel.js';
import type {
  AppScope,
  ExpectationScope,
  IcmpErrorScope,
  LinkDirectionScope,
  LinkScope,
  SegmentScope,
  TimesScope,
} from './scope.js';
import { COUNTER_NAMES, DROP_REASONS, type ExpectationNames, TIMES } from './shape.js';

/**
 * What CEL reads: objects without a prototype whose properties are read from the scope when the
 * expression touches them, so that a view is built once, and evaluating it costs what it uses.
 */
export type View = Record<string, unknown>;

/** Where views find the scope of the present evaluation. */
export interface ScopeCell {
  scope: ExpectationScope | null;
}

/** The roots of expressions, for the names that an expression mentions. */
export function viewOf(names: ExpectationNames, cell: ScopeCell): View {
  const scope = (): ExpectationScope => {
    if (cell.scope === null) throw new Error('a view is read outside of an evaluation');
    return cell.scope;
  };
  const view: View = Object.create(null);
  view.run = lazily({
    now: () => celDuration(scope().run.nowNs),
    seed: () => whole(scope().run.seed),
    events: () => whole(scope().run.events),
    unaccounted: () => whole(scope().run.unaccounted),
  });
  view.node = eachOf(names.nodes, (name) => nodeView(name, scope));
  view.link = eachOf(names.links, (name) => linkView(() => scope().links[name]));
  const segments = new Map([...names.segments].map(({ name, ports }) => [name, ports]));
  view.segment = eachOf(segments.keys(), (name) =>
    segmentView(segments.get(name) ?? [], () => scope().segments[name]),
  );
  const kinds = new Map([...names.apps].map(({ name, kind }) => [name, kind]));
  view.app = lazily(
    Object.fromEntries(
      [...kinds].map(([name, kind]) => [name, () => appView(scope().apps[name] ?? idle(kind))]),
    ),
  );
  return view;
}

function nodeView(name: string, scope: () => ExpectationScope): View {
  const node = () => scope().nodes[name];
  const view: View = Object.create(null);
  for (const counter of COUNTER_NAMES) {
    const path = counter.split('.');
    const last = path.pop() as string;
    let within = view;
    for (const part of path) {
      within[part] ??= Object.create(null);
      within = within[part] as View;
    }
    addLazily(within, last, () => whole(node()?.counters[counter]));
  }
  const groups = () => (node()?.groups ?? []).map(formatIpv4Address);
  addLazily(view.igmp as View, 'groups', groups);
  view.drops = dropsView(() => node()?.drops);
  addLazily(view, 'up', () => node()?.up ?? true);
  addLazily(view, 'neighbours', () =>
    (node()?.neighbours ?? []).map(({ nic, address, linkAddress, state }) => ({
      nic,
      address: formatIpv4Address(address),
      mac: linkAddress === null ? '' : formatMacAddress(linkAddress),
      state,
    })),
  );
  addLazily(view, 'addressConflicts', () =>
    (node()?.addressConflicts ?? []).map(({ nic, address, linkAddress }) => ({
      nic,
      address: formatIpv4Address(address),
      mac: formatMacAddress(linkAddress),
    })),
  );
  return view;
}

function linkView(link: () => LinkScope | undefined): View {
  return lazily({
    forward: () => directionView(link()?.forward),
    reverse: () => directionView(link()?.reverse),
  });
}

function segmentView(ports: readonly string[], segment: () => SegmentScope | undefined): View {
  const portViews = eachOf(ports, (port) => linkView(() => segment()?.ports[port]));
  return lazily({
    receivedFrames: () => whole(segment()?.stats.receivedFrames),
    unicastFrames: () => whole(segment()?.stats.unicastFrames),
    multicastFrames: () => whole(segment()?.stats.multicastFrames),
    floodedFrames: () => whole(segment()?.stats.floodedFrames),
    filteredFrames: () => whole(segment()?.stats.filteredFrames),
    ports: () => portViews,
    macTable: () =>
      (segment()?.macTable ?? []).map(({ linkAddress, port, ageNs }) => ({
        mac: formatMacAddress(linkAddress),
        port,
        age: celDuration(ageNs),
      })),
    groups: () =>
      (segment()?.groups ?? []).map(({ group, ports: members }) => ({
        group: formatIpv4Address(group),
        ports: [...members],
      })),
    duplicateAddresses: () => (segment()?.duplicateAddresses ?? []).map(formatIpv4Address),
  });
}

function directionView(direction: LinkDirectionScope | undefined): View {
  return lazily({
    sent: () => whole(direction?.sentPackets),
    sentBytes: () => whole(direction?.sentBytes),
    delivered: () => whole(direction?.deliveredPackets),
    deliveredBytes: () => whole(direction?.deliveredBytes),
    drops: () => dropsView(() => direction?.drops),
    duplicated: () => whole(direction?.duplicatedPackets),
    corrupted: () => whole(direction?.corruptedPackets),
    reordered: () => whole(direction?.reorderedPackets),
    queue: () =>
      lazily({
        packets: () => whole(direction?.queuePackets),
        bytes: () => whole(direction?.queueBytes),
        largest: () => whole(direction?.largestQueuePackets),
      }),
  });
}

function dropsView(drops: () => Readonly<Record<string, number>> | undefined): View {
  return eachLazily(DROP_REASONS, (reason) => whole(drops()?.[reason]));
}

function appView(app: AppScope): View {
  const { sent, received, lost } = app;
  const counts = { sent: whole(sent), received: whole(received), lost: whole(lost) };
  if (app.kind === 'traceroute') {
    return lazily({
      ...constants(counts),
      reached: () => app.reached,
      hops: () =>
        app.hops.map(({ ttl, address, rttNs }) => ({
          ttl: whole(ttl),
          address: address === null ? '' : formatIpv4Address(address),
          rtt: rttNs.filter((ns) => ns !== null).map(celDuration),
        })),
    });
  }
  const { duplicated, reordered } = app;
  return lazily({
    ...constants({ ...counts, duplicated: whole(duplicated), reordered: whole(reordered) }),
    errors: () => app.errors.map(errorView),
    failures: () => [...app.failures],
    ...(app.kind === 'ping'
      ? { rtt: () => timesView(app.rtt) }
      : { delay: () => timesView(app.delay), receivedBytes: () => whole(app.receivedBytes) }),
  });
}

function errorView({ type, code, from, restOfHeader }: IcmpErrorScope): View {
  const tellsMtu = type === 3 && code === 4;
  return {
    type: whole(type),
    code: whole(code),
    from: formatIpv4Address(from),
    mtu: whole(tellsMtu ? restOfHeader & 0xffff : 0),
  };
}

/** Without a sample there are no times: reading one is an error, not zero. */
function timesView(times: TimesScope | null): View | undefined {
  if (times === null) return undefined;
  return lazily({
    count: () => whole(times.count),
    ...Object.fromEntries(TIMES.map((name) => [name, () => celDuration(times[name])])),
  });
}

/** An app that has not begun. */
function idle(kind: AppScope['kind']): AppScope {
  const counts = { sent: 0, received: 0, lost: 0 };
  const flow = { ...counts, duplicated: 0, reordered: 0, errors: [], failures: [] };
  switch (kind) {
    case 'ping':
      return { kind, ...flow, rtt: null };
    case 'udp':
      return { kind, ...flow, receivedBytes: 0, delay: null };
    case 'traceroute':
      return { kind, ...counts, reached: false, hops: [] };
  }
}

/** Counts are integers of CEL; what is not there counts zero. */
function whole(value: number | undefined): bigint {
  return BigInt(value ?? 0);
}

function constants(values: Readonly<Record<string, unknown>>): Record<string, () => unknown> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, () => value]));
}

function eachOf(names: Iterable<string>, make: (name: string) => unknown): View {
  const view: View = Object.create(null);
  for (const name of names) view[name] = make(name);
  return view;
}

function eachLazily(names: Iterable<string>, read: (name: string) => unknown): View {
  const view: View = Object.create(null);
  for (const name of names) addLazily(view, name, () => read(name));
  return view;
}

function lazily(readers: Readonly<Record<string, () => unknown>>): View {
  const view: View = Object.create(null);
  for (const [key, read] of Object.entries(readers)) addLazily(view, key, read);
  return view;
}

function addLazily(view: View, key: string, read: () => unknown): void {
  Object.defineProperty(view, key, { enumerable: true, get: read });
}
