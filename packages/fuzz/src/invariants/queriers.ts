import type { SimulationEvent } from '@packetloom/sim';
import type { NetworkFacts } from '../observe/network.js';
import { datagramOf, placeOf } from '../observe/packets.js';
import type { Invariant } from './invariant.js';

type HostPacketEvent = Extract<SimulationEvent, { packet: unknown; host: string }>;

const IGMP = 2;
const MEMBERSHIP_QUERY = 0x11;

/** RFC 2236 3, 8.5. */
export const queriersGiveWay: Invariant = {
  name: 'queriers-give-way',
  meaning:
    'A multicast router that hears a query from a lower address asks nothing on that link until it has heard none for the other-querier-present interval; then, to the nanosecond, it asks itself.',
  check({ ipv4Events: events, network }) {
    const intervalsNs = otherQuerierIntervals(network);
    /** When a router, by its `node:nic`, becomes querier unless it hears of the other one. */
    const dueNs = new Map<string, number>();
    for (const event of events) {
      for (const [nic, atNs] of dueNs) {
        if (event.timeNs > atNs) return { message: `${nic} does not ask at ${atNs} ns` };
      }
      if (event.type === 'nic-state') dueNs.delete(`${event.host}:${event.nic}`);
      if (event.type === 'host-state') {
        for (const nic of dueNs.keys()) if (nic.startsWith(`${event.host}:`)) dueNs.delete(nic);
      }
      if (event.type !== 'consumed' && event.type !== 'originated') continue;
      const intervalNs = intervalsNs.get(event.host);
      if (intervalNs === undefined || !isQuery(event)) continue;
      const nic = `${event.host}:${event.nic}`;
      if (event.type === 'originated') {
        const atNs = dueNs.get(nic);
        if (atNs !== undefined && event.timeNs < atNs) {
          return {
            message: `asks, though a lower address does until ${atNs} ns: ${placeOf(event)}`,
          };
        }
        dueNs.delete(nic);
      } else if (event.reason === 'igmp') {
        const own = network.addresses.get(nic)?.[0]?.address ?? 0;
        if (event.packet.source < own) dueNs.set(nic, event.timeNs + intervalNs);
      }
    }
    return null;
  },
};

/** By node. */
function otherQuerierIntervals({ document }: NetworkFacts): ReadonlyMap<string, number> {
  const routers = document.nodes.flatMap(({ name, multicast }): [string, number][] => {
    if (multicast === null) return [];
    const { robustness = 2, queryIntervalNs = 125e9, queryResponseIntervalNs = 10e9 } = multicast;
    return [[name, robustness * queryIntervalNs + queryResponseIntervalNs / 2]];
  });
  return new Map(routers);
}

function isQuery({ type, packet, ...event }: HostPacketEvent): boolean {
  if (packet.protocol !== IGMP) return false;
  if (type === 'originated' && 'cause' in event && event.cause !== 'igmp') return false;
  return datagramOf(packet)?.payload[0] === MEMBERSHIP_QUERY;
}
