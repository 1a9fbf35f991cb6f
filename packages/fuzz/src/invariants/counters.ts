import type { CounterName } from '@packetloom/core';
import type { SimulationEvent } from '@packetloom/sim';
import type { NetworkFacts } from '../observe/network.js';
import type { Invariant } from './invariant.js';

/** Counters only count up. */
export const countersNeverFall: Invariant = {
  name: 'counters-never-fall',
  meaning: 'No counter of a node is ever smaller than it was before.',
  check({ fallenCounters: [fallen] }) {
    if (fallen === undefined) return null;
    const { node, counter, before, after } = fallen;
    return { message: `${counter} of ${node} fell from ${before} to ${after}` };
  },
};

/** A counter, and the events that it counts. */
const COUNTED: readonly (readonly [CounterName, (event: SimulationEvent) => boolean])[] = [
  ['ip.forwarding.exhaustedTTL', (event) => isDrop(event, 'ttl-exceeded')],
  ['ip.forwarding.packetTooBig', (event) => isDrop(event, 'fragmentation-needed')],
  ['ip.invalidSourceAddressesReceived', (event) => isDrop(event, 'invalid-source')],
  ['ip.invalidDestinationAddressesReceived', (event) => isDrop(event, 'invalid-destination')],
  ['udp.checksumErrors', (event) => isDrop(event, 'udp-checksum')],
  ['ip.packetsSent', (event) => event.type === 'transmitted'],
];

function isDrop(event: SimulationEvent, reason: string): boolean {
  return event.type === 'dropped' && event.reason === reason;
}

/** Two ways to the same number. */
export const countersMatchEvents: Invariant = {
  name: 'counters-match-events',
  meaning:
    'Counters of nodes (packets sent but by ARP, TTL exceeded, too big, impossible addresses, UDP checksums, which each socket counts of what is for many) say what the event stream tells, and those of links what nodes hand over and get.',
  check({ ipv4Events: events, simulation, network }) {
    const isChecksumOfMany = (event: SimulationEvent) =>
      event.type === 'dropped' &&
      event.reason === 'udp-checksum' &&
      !isOwnAddress(network, event.host, event.packet.destination);
    const uncounted = igmpMessages(events);
    for (const [node, host] of simulation.hosts) {
      const own = events.filter(
        (event) =>
          'packet' in event &&
          'host' in event &&
          event.host === node &&
          !(event.type === 'transmitted' && uncounted.get(event.packet.identity) === node),
      );
      for (const [counter, counts] of COUNTED) {
        // What waits for ARP counts as sent.
        if (counter === 'ip.packetsSent' && network.onSegments.has(node)) continue;
        const told = own.filter(counts).length;
        const counted = host.counters.get(counter);
        if (told === counted) continue;
        // Section 14 of the specification: each socket looks for itself at what is for many.
        const isForEach = counter === 'udp.checksumErrors' && own.some(isChecksumOfMany);
        if (isForEach && told < counted) continue;
        const message = `${counter} of ${node} is ${counted}; ${told} events say so`;
        return { message, expectation: `node.${node}.${counter} == ${told}` };
      }
    }
    for (const { link, direction, from } of network.directions.values()) {
      const told = events.filter(
        (event) => event.type === 'transmitted' && `${event.host}:${event.nic}` === from,
      ).length;
      const counted = simulation.link(link)[direction].stats.sentPackets;
      if (told === counted) continue;
      const message = `link ${link} ${direction} counted ${counted} packets, ${from} sent ${told}`;
      return { message, expectation: `link.${link}.${direction}.sent == ${told}` };
    }
    return null;
  },
};

function isOwnAddress({ prefixes }: NetworkFacts, node: string, address: number): boolean {
  return (prefixes.get(node) ?? []).some((prefix) => prefix.address === address);
}

/** Makers of IGMP messages, by identity: their `ip.packetsSent` leaves them out. */
function igmpMessages(events: readonly SimulationEvent[]): ReadonlyMap<number, string> {
  const makers = new Map<number, string>();
  for (const event of events) {
    if (event.type !== 'originated' || event.cause !== 'igmp') continue;
    makers.set(event.packet.identity, event.host);
  }
  return makers;
}
