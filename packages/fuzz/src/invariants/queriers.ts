import type { SimulationEvent } from '@packetloom/sim';
import type { NetworkFacts } from '../observe/network.js';
import { contextOf, datagramOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

type HostPacketEvent = Extract<SimulationEvent, { packet: unknown; host: string }>;

const IGMP = 2;
const MEMBERSHIP_QUERY = 0x11;
const REPORTS: ReadonlySet<number> = new Set([0x12, 0x16]);
const SECOND_NS = 1e9;

/** RFC 2236 3, 8.5. */
export const queriersGiveWay: RunInvariant = {
  name: 'queriers-give-way',
  meaning:
    'A multicast router that hears a query from a lower address, other than 0.0.0.0 and while it does not ask for members after a leave, asks nothing on that link until it has heard none for the other-querier-present interval; then, to the nanosecond, it asks itself.',
  check({ ipv4Events: events, network }) {
    const intervalsNs = otherQuerierIntervals(network);
    const lastMemberIntervalsNs = lastMemberIntervals(network);
    /** When a router, by its `node:nic`, becomes querier unless it hears of the other one. */
    const dueNs = new Map<string, number>();
    /** Until when a router asks for members of a group after a leave, by `node:nic` and group. */
    const asking = new Map<string, number>();
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
      if (intervalNs === undefined || event.packet.protocol !== IGMP) continue;
      const nic = `${event.host}:${event.nic}`;
      noteQuestion(asking, event, lastMemberIntervalsNs.get(event.host) ?? SECOND_NS);
      if (!isQuery(event)) continue;
      if (event.type === 'originated') {
        const atNs = dueNs.get(nic);
        if (atNs !== undefined && event.timeNs < atNs) {
          return {
            message: `asks, though a lower address does until ${atNs} ns: ${contextOf(event)}`,
          };
        }
        dueNs.delete(nic);
      } else if (event.reason === 'igmp') {
        const own = network.addresses.get(nic)?.[0]?.address ?? 0;
        const { source } = event.packet;
        if (source === 0 || source >= own) continue;
        const untilNs = askingUntil(asking, nic);
        if (untilNs < event.timeNs) dueNs.set(nic, event.timeNs + intervalNs);
        else if (untilNs === event.timeNs) dueNs.delete(nic);
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

/** Time between two queries after a leave, by node. */
function lastMemberIntervals({ document }: NetworkFacts): ReadonlyMap<string, number> {
  return new Map(
    document.nodes.flatMap(({ name, multicast }): [string, number][] =>
      multicast === null ? [] : [[name, multicast.lastMemberQueryIntervalNs ?? SECOND_NS]],
    ),
  );
}

/** Each query about a group is followed, an interval later, by another one or by the end; a report ends it, too. */
function noteQuestion(
  asking: Map<string, number>,
  event: HostPacketEvent,
  intervalNs: number,
): void {
  const payload = datagramOf(event.packet)?.payload;
  const group = payload === undefined ? 0 : groupOf(payload);
  if (payload === undefined || group === 0) return;
  const key = `${event.host}:${event.nic} ${group}`;
  if (event.type === 'originated' && payload[0] === MEMBERSHIP_QUERY) {
    asking.set(key, event.timeNs + intervalNs);
  } else if (event.type === 'consumed' && REPORTS.has(payload[0] ?? 0)) {
    asking.delete(key);
  }
}

function groupOf(payload: Uint8Array): number {
  return new DataView(payload.buffer, payload.byteOffset, payload.length).getUint32(4);
}

function askingUntil(asking: ReadonlyMap<string, number>, nic: string): number {
  let untilNs = 0;
  for (const [key, atNs] of asking) {
    if (key.startsWith(`${nic} `)) untilNs = Math.max(untilNs, atNs);
  }
  return untilNs;
}

function isQuery({ type, packet, ...event }: HostPacketEvent): boolean {
  if (packet.protocol !== IGMP) return false;
  if (type === 'originated' && 'cause' in event && event.cause !== 'igmp') return false;
  return datagramOf(packet)?.payload[0] === MEMBERSHIP_QUERY;
}
