import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import { appView, idle } from './appView.js';
import { celDuration } from './cel.js';
import { addLazily, eachLazily, eachOf, lazily, type View, whole } from './lazyView.js';
import type { ExpectationScope, LinkDirectionScope, LinkScope, SegmentScope } from './scope.js';
import { COUNTER_NAMES, DROP_REASONS, type ExpectationNames } from './shape.js';

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
