import { formatIpv4Address, formatMacAddress } from '@packetloom/core';
import { appView, idle } from './appView.js';
import { celDuration } from './cel.js';
import { eachOf, lazily, View, whole } from './lazyView.js';
import {
  type ExpectationScope,
  type LinkDirectionScope,
  type LinkScope,
  type NodeScope,
  ownOf,
  type SegmentScope,
} from './scope.js';
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
  const segments = new Map([...names.segments].map(({ name, ports }) => [name, ports]));
  const kinds = new Map([...names.apps].map(({ name, kind }) => [name, kind]));
  const views = {
    run: lazily({
      now: () => celDuration(scope().run.nowNs),
      seed: () => whole(scope().run.seed),
      events: () => whole(scope().run.events),
      unaccounted: () => whole(scope().run.unaccounted),
    }),
    node: eachOf(names.nodes, (name) => nodeView(() => ownOf(scope().nodes, name))),
    link: eachOf(names.links, (name) => linkView(() => ownOf(scope().links, name))),
    segment: eachOf(segments.keys(), (name) =>
      segmentView(segments.get(name) ?? [], () => ownOf(scope().segments, name)),
    ),
    app: new View(),
  };
  for (const [name, kind] of kinds) {
    views.app.add(name, () => appView(ownOf(scope().apps, name) ?? idle(kind)));
  }
  const roots = new View();
  for (const [name, view] of Object.entries(views)) roots.add(name, () => view);
  return roots;
}

function nodeView(node: () => NodeScope | undefined): View {
  const view = new View();
  for (const counter of COUNTER_NAMES) {
    const path = counter.split('.');
    const last = path.pop() ?? '';
    const within = path.reduce((around, part) => around.within(part), view);
    within.add(last, () => whole(node()?.counters[counter]));
  }
  view.within('igmp').add('groups', () => (node()?.groups ?? []).map(formatIpv4Address));
  const drops = dropsView(() => node()?.drops);
  return view
    .add('drops', () => drops)
    .add('up', () => node()?.up ?? true)
    .add('neighbours', () =>
      (node()?.neighbours ?? []).map(({ nic, address, linkAddress, state }) => ({
        nic,
        address: formatIpv4Address(address),
        mac: linkAddress === null ? '' : formatMacAddress(linkAddress),
        state,
      })),
    )
    .add('addressConflicts', () =>
      (node()?.addressConflicts ?? []).map(({ nic, address, linkAddress }) => ({
        nic,
        address: formatIpv4Address(address),
        mac: formatMacAddress(linkAddress),
      })),
    );
}

function linkView(link: () => LinkScope | undefined): View {
  return lazily({
    forward: () => directionView(link()?.forward),
    reverse: () => directionView(link()?.reverse),
  });
}

function segmentView(ports: readonly string[], segment: () => SegmentScope | undefined): View {
  const portViews = eachOf(ports, (port) => linkView(() => ownOf(segment()?.ports ?? {}, port)));
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

/** Every reason can be read; only those for which something was dropped are there. */
function dropsView(drops: () => Readonly<Record<string, number>> | undefined): View {
  const view = new View({ zerosCount: false });
  for (const reason of DROP_REASONS) view.add(reason, () => whole(drops()?.[reason]));
  return view;
}
