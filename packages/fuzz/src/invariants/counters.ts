import type { CounterName, DispositionName } from '@packetloom/core';
import { memberAccess } from '@packetloom/language/internal';
import type { SimulationEvent } from '@packetloom/sim';
import type { NetworkFacts } from '../observe/network.js';
import type { RunInvariant } from './invariant.js';

/** Counters only count up. */
export const countersNeverFall: RunInvariant = {
  name: 'counters-never-fall',
  meaning: 'No counter of a node is ever smaller than it was before.',
  check({ fallenCounters: [fallen] }) {
    if (fallen === undefined) return null;
    const { node, counter, before, after } = fallen;
    return {
      message: `${counter} of ${node} fell from ${before} to ${after}`,
      expectation: `node${memberAccess(node)}.${counter} >= ${before}`,
    };
  },
};

/** Counters that add up to the number of events of a kind. */
type Counted = readonly [readonly CounterName[], (event: SimulationEvent) => boolean];

/** Reasons for which packets are dropped, each with what counts them. */
const DROPS: Readonly<Partial<Record<DispositionName, readonly CounterName[]>>> = {
  'ttl-exceeded': ['ip.forwarding.exhaustedTTL'],
  'fragmentation-needed': ['ip.forwarding.packetTooBig'],
  'no-route': ['ip.forwarding.unrouteable'],
  'link-local': ['ip.forwarding.linkLocalSource', 'ip.forwarding.linkLocalDestination'],
  'multicast-no-members': ['ip.forwarding.multicastNoMembers'],
  'multicast-wrong-interface': ['ip.forwarding.multicastWrongInterface'],
  'invalid-source': ['ip.invalidSourceAddressesReceived'],
  'invalid-destination': ['ip.invalidDestinationAddressesReceived'],
  'ip-disabled': ['ip.disabledPacketsReceived'],
  'filter-prerouting': ['ip.ipTablesPreroutingDropped'],
  'filter-input': ['ip.ipTablesInputDropped'],
  'filter-forward': ['ip.ipTablesForwardDropped'],
  'filter-output': ['ip.ipTablesOutputDropped'],
  'filter-postrouting': ['ip.ipTablesPostroutingDropped'],
  'protocol-unreachable': ['unknownProtocolRcvdPackets'],
  'udp-checksum': ['udp.checksumErrors'],
};

const SENT: CounterName = 'ip.packetsSent';
const CHECKSUMS: CounterName = 'udp.checksumErrors';

const COUNTED: readonly Counted[] = [
  ...Object.entries(DROPS).map(
    ([reason, counters]): Counted => [counters, (event) => isDrop(event, reason)],
  ),
  [[SENT], (event) => event.type === 'transmitted'],
  [['udp.packetsReceived'], (event) => event.type === 'delivered' && event.protocol === 17],
  [['icmp.v4.packetsSent.dstUnreachable'], (event) => isError(event, 3)],
  [['icmp.v4.packetsSent.timeExceeded'], (event) => isError(event, 11)],
  [['icmp.v4.packetsSent.paramProblem'], (event) => isError(event, 12)],
  [
    [
      'igmp.packetsSent.membershipQuery',
      'igmp.packetsSent.v1MembershipReport',
      'igmp.packetsSent.v2MembershipReport',
      'igmp.packetsSent.leaveGroup',
    ],
    (event) => event.type === 'originated' && event.cause === 'igmp',
  ],
];

function isDrop(event: SimulationEvent, reason: string): boolean {
  return event.type === 'dropped' && event.reason === reason;
}

function isError(event: SimulationEvent, type: number): boolean {
  return event.type === 'icmp-error' && event.icmpType === type;
}

/** Two ways to the same number. */
export const countersMatchEvents: RunInvariant = {
  name: 'counters-match-events',
  meaning:
    'Counters of nodes (packets sent but by ARP, IGMP messages and ICMP errors sent, datagrams delivered to sockets, most reasons for drops; UDP checksums are looked at by each socket of what is for many) say what the event stream tells, and those of links what nodes hand over and get.',
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
      for (const [counters, counts] of COUNTED) {
        // What waits for ARP counts as sent.
        if (counters.includes(SENT) && network.onSegments.has(node)) continue;
        const observed = own.filter(counts).length;
        const counted = counters.reduce((sum, counter) => sum + host.counters.get(counter), 0);
        if (observed === counted) continue;
        // Section 14 of the specification: each socket looks for itself at what is for many.
        const isForEach = counters.includes(CHECKSUMS) && own.some(isChecksumOfMany);
        if (isForEach && observed < counted) continue;
        const message = `${counters.join(' + ')} of ${node} is ${counted}; ${observed} events say so`;
        const values = counters.map((counter) => `node${memberAccess(node)}.${counter}`);
        return { message, expectation: `${values.join(' + ')} == ${observed}` };
      }
    }
    for (const { link, direction, from } of network.directions.values()) {
      const observed = events.filter(
        (event) => event.type === 'transmitted' && `${event.host}:${event.nic}` === from,
      ).length;
      const counted = simulation.link(link)[direction].stats.sentPackets;
      if (observed === counted) continue;
      const message = `link ${link} ${direction} counted ${counted} packets, ${from} sent ${observed}`;
      return { message, expectation: `link${memberAccess(link)}.${direction}.sent == ${observed}` };
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
