import { contains, type RouteEntry } from '@packetloom/core';
import type { WrittenScenario } from '@packetloom/language';
import type { PacketSummary, SimulationEvent } from '@packetloom/sim';
import { anyScenario } from '../arbitraries/scenario.js';
import { type Recording, record } from '../observe/recording.js';
import { withProfile } from './profilesAgree.js';
import type { Property } from './property.js';

const name = 'profiles-differ-as-listed';

const FRAGMENT_BITS = 0x3fff;
const FRAGMENT_OFFSET = 0x1fff;
const UDP = 17;
const UDP_CHECKSUM_AT = 6;
const HEADER_WITHOUT_OPTIONS = 0x45;
const MULTICAST = 0xe;

/** Rows of the table of choices, each with the events that show it at work. */
const CHOICES: readonly ((
  event: SimulationEvent,
  unicastRouters: ReadonlySet<string>,
) => boolean)[] = [
  // TTL 1 at a router.
  (event) => event.type === 'forwarded' && event.packet.ttl === 0,
  (event) => isDrop(event, 'ttl-exceeded'),
  // Too big with DF.
  (event) => isDrop(event, 'fragmentation-needed'),
  // Cutting what is a fragment; options in later fragments.
  (event) => event.type === 'fragmented' && (isFragment(event.packet) || hasOptions(event.packet)),
  // Sources and destinations that cannot be.
  (event) => isDrop(event, 'invalid-source') || isDrop(event, 'invalid-destination'),
  // Multicast at a router that does not route it.
  (event, unicastRouters) =>
    (event.type === 'forwarded' || event.type === 'dropped') &&
    event.packet.destination >>> 28 === MULTICAST &&
    unicastRouters.has(event.host),
  // Source of errors about what is forwarded, and how much they quote.
  (event) => event.type === 'icmp-error',
  (event) => isDrop(event, 'no-route'),
  // Headers of what was reassembled, or whose options were filled in; what would be too long.
  (event) => event.type === 'reassembled' || isDrop(event, 'malformed-fragment'),
  (event) => 'packet' in event && hasOptions(event.packet),
  // What ARP packets tell of neighbours.
  (event) => event.type === 'neighbour',
  // A UDP checksum that computes to zero.
  (event) => 'packet' in event && hasZeroUdpChecksum(event.packet),
  // Echo replies under the rate limit of errors.
  (event) => isDrop(event, 'icmp-rate-limited'),
];

/** Route choice: somewhere, several routes of the table contain one address and lead to different ways. */
function hasRouteChoice({ simulation }: Recording): boolean {
  return [...simulation.hosts.values()].some(({ routes }) => {
    const entries = routes.list();
    return entries.some((one, index) =>
      entries.slice(index + 1).some((other) => overlap(one, other) && !sameRoute(one, other)),
    );
  });
}

function overlap(one: RouteEntry, other: RouteEntry): boolean {
  const [wide, narrow] =
    one.destination.length < other.destination.length ? [one, other] : [other, one];
  return contains(wide.destination, narrow.destination.address);
}

function sameRoute(one: RouteEntry, other: RouteEntry): boolean {
  return one.nic === other.nic && one.gateway === other.gateway;
}

/** The differential test of the two profiles on any scenario. */
export const profilesDiffer: Property = {
  invariants: [
    {
      name,
      meaning:
        'The first difference between a run of standard and one of netstack comes with one of the choices that section 10 of the specification lists. (Without packet filters: what their rules see differs, and how they translate.)',
    },
  ],
  scenarios: anyScenario.map(withoutRules),
  weight: 1,
  examine(scenario) {
    const recording = record(withProfile(scenario, 'standard'));
    if (hasRouteChoice(recording)) return null;
    const { nodes } = recording.network.document;
    const routers = nodes.filter(({ kind, multicast }) => kind === 'router' && multicast === null);
    const unicastRouters = new Set(routers.map(({ name }) => name));
    const standard = recording.events;
    const netstack = record(withProfile(scenario, 'netstack')).events;
    const index = firstDifference(standard, netstack);
    if (index === null) return null;
    const timeNs = Math.max(standard[index]?.timeNs ?? 0, netstack[index]?.timeNs ?? 0);
    const isExplained = [standard, netstack].some((events) =>
      events.some(
        (event) =>
          event.timeNs <= timeNs && CHOICES.some((choice) => choice(event, unicastRouters)),
      ),
    );
    if (isExplained) return null;
    const [one, other] = [standard, netstack].map((events) => describe(events[index]));
    return { name, message: `standard: ${one}; netstack: ${other}; no listed choice explains it` };
  },
};

/** What rules see of a packet differs, and how addresses are translated: one choice, and everything follows it. */
function withoutRules(scenario: WrittenScenario): WrittenScenario {
  const { nodes = {}, events = [] } = scenario;
  const unfiltered = Object.entries(nodes).map(([name, { iptables: _, ...node }]) => [name, node]);
  return {
    ...scenario,
    nodes: Object.fromEntries(unfiltered),
    events: events.filter(({ iptables }) => iptables === undefined),
  };
}

function firstDifference(
  one: readonly SimulationEvent[],
  other: readonly SimulationEvent[],
): number | null {
  const index = one.findIndex((event, at) => describe(event) !== describe(other[at]));
  if (index >= 0) return index;
  return other.length > one.length ? one.length : null;
}

function describe(event: SimulationEvent | undefined): string {
  if (event === undefined) return 'the end';
  return JSON.stringify(event, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );
}

function isDrop(event: SimulationEvent, reason: string): boolean {
  return event.type === 'dropped' && event.reason === reason;
}

function isFragment({ flagsAndFragmentOffset }: PacketSummary): boolean {
  return (flagsAndFragmentOffset & FRAGMENT_BITS) !== 0;
}

function hasOptions({ octets }: PacketSummary): boolean {
  return (octets?.[0] ?? HEADER_WITHOUT_OPTIONS) > HEADER_WITHOUT_OPTIONS;
}

/** Whether a UDP checksum computes to zero: one stack says so by all ones, the other sends 0. */
function hasZeroUdpChecksum({ protocol, flagsAndFragmentOffset, octets }: PacketSummary): boolean {
  if (protocol !== UDP || (flagsAndFragmentOffset & FRAGMENT_OFFSET) !== 0) return false;
  if (octets === undefined) return false;
  const at = ((octets[0] ?? 0) & 0xf) * 4 + UDP_CHECKSUM_AT;
  const [high, low] = [octets[at], octets[at + 1]];
  return high === low && (low === 0 || low === 0xff);
}
