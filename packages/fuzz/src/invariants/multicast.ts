import type { SimulationEvent } from '@packetloom/sim';
import { type ExpectedForwarding, MulticastModel } from '../observe/multicastModel.js';
import { contextOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

type HostPacketEvent = Extract<SimulationEvent, { packet: unknown; host: string }>;

const MULTICAST = 0xe;
const IGMP = 2;
const FRAGMENT_BITS = 0x3fff;

/** Drops of a datagram as a whole, for reasons that come before or after the tree is asked. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['ttl-exceeded', 'option-problem']);

/** A group that is no IGMP message's. */
function isToGroup({ packet: { destination, protocol } }: HostPacketEvent): boolean {
  return destination >>> 28 === MULTICAST && protocol !== IGMP;
}

/** RFC 1812 5.2.6: along the reverse of the way to the source, to where members are. */
export const multicastKeepsToTree: RunInvariant = {
  name: 'multicast-keeps-to-tree',
  meaning:
    'A router that routes multicast sends on what came by its NIC towards the source, once by each NIC by which the shortest-path tree of a simple model leads on: to members that it knows of by IGMP, or to a router that sends on itself. What ends there for want of members, or because it came by another NIC, does so by the same model. (Routers with a packet filter are left out.)',
  check({ ipv4Events: events, network, simulation }) {
    const model = new MulticastModel(network, simulation);
    for (const [index, event] of events.entries()) {
      model.see(event);
      if (event.type !== 'received' && event.type !== 'originated') continue;
      const { host, nic, packet } = event;
      if (!network.multicastRouters.has(host) || network.filters.has(host)) continue;
      if (!isToGroup(event)) continue;
      const visit = visitAt(events, index, event);
      if (!visit.some(({ type }) => type === 'forwarded' || type === 'dropped')) continue;
      const expected = model.forwarding(host, packet.source, packet.destination);
      const fault = faultOf(visit, `${host}:${nic}`, expected);
      if (fault !== null) return { message: `${fault}: ${contextOf(event)}` };
    }
    return null;
  },
};

/** What a host does at once with what it received or made. */
function visitAt(
  events: readonly SimulationEvent[],
  index: number,
  first: HostPacketEvent,
): readonly HostPacketEvent[] {
  const visit: HostPacketEvent[] = [];
  for (let next = index + 1; next < events.length; next++) {
    const event = events[next] as SimulationEvent;
    const isOver = event.type === 'received' || event.type === 'originated';
    if (event.timeNs !== first.timeNs || isOver) break;
    // Links tell at once what they drop.
    if ('packet' in event && 'host' in event) visit.push(event);
  }
  return visit;
}

/** How a visit differs from what is expected. */
function faultOf(
  visit: readonly HostPacketEvent[],
  arrival: string,
  { incoming, outgoing }: ExpectedForwarding,
): string | null {
  const left = new Set(outgoing);
  let copies = 0;
  for (const event of visit) {
    const by = `${event.host}:${event.nic}`;
    if (event.type === 'forwarded') {
      copies++;
      if (arrival !== incoming) return `sent on, though it did not come by ${incoming}`;
      if (!outgoing.has(by)) return `sent on by ${by}, where nobody needs it`;
      if (!left.delete(by)) return `sent on twice by ${by}`;
    } else if (event.type === 'dropped') {
      if (event.reason === 'multicast-wrong-interface' && arrival === incoming) {
        return 'refused, though it came by the NIC towards the source';
      }
      if (event.reason === 'multicast-no-members' && outgoing.size > 0) {
        return `ended, though it is needed behind ${[...outgoing]}`;
      }
      if (event.reason === 'fragmentation-needed') copies++;
      if (OF_THE_WHOLE.has(event.reason)) return null;
    }
  }
  if (copies === 0 || copies === outgoing.size) return null;
  return `sent on in ${copies} copies, not in ${outgoing.size}`;
}

/** RFC 7761 4.6: one router forwards onto each link. */
export const multicastComesOnce: RunInvariant = {
  name: 'multicast-comes-once',
  meaning:
    'Where all routers route multicast and no node translates, a NIC gets a whole datagram to a group at most once, unless a link makes a copy of it, or members of the group, NICs or nodes change while it is in flight.',
  check({ ipv4Events: events, network }) {
    const { document, multicastRouters, translates } = network;
    const isRouted = document.nodes.every(
      ({ kind, name }) => kind === 'host' || multicastRouters.has(name),
    );
    if (!isRouted || translates) return null;
    /** By group; under 0 what concerns all groups. */
    const changes = new Map<number, number>();
    const begun = new Map<number, number>();
    const copied = new Set<number>();
    const got = new Set<string>();
    for (const [index, event] of events.entries()) {
      if (event.type === 'group-members') changes.set(event.group, index);
      if (event.type === 'nic-state' || event.type === 'host-state') changes.set(0, index);
      if (event.type === 'link-duplicated') copied.add(event.packet.identity);
      if (!('packet' in event && 'host' in event) || !isToGroup(event)) continue;
      const { identity, destination, flagsAndFragmentOffset } = event.packet;
      if (!begun.has(identity)) begun.set(identity, index);
      if (event.type !== 'received' || (flagsAndFragmentOffset & FRAGMENT_BITS) !== 0) continue;
      const key = `${event.host}:${event.nic} ${identity}`;
      const changed = Math.max(changes.get(destination) ?? -1, changes.get(0) ?? -1);
      if (got.has(key) && !copied.has(identity) && changed < (begun.get(identity) ?? 0)) {
        return { message: `came twice: ${contextOf(event)}` };
      }
      got.add(key);
    }
    return null;
  },
};
