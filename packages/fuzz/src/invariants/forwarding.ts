import { contains, type DispositionName, type Ipv4Address } from '@packetloom/core';
import { memberAccess } from '@packetloom/language/internal';
import type { PacketSummary } from '@packetloom/sim';
import { contextOf, visitOf } from '../observe/packets.js';
import type { Recording } from '../observe/recording.js';
import type { RunInvariant } from './invariant.js';

const DONT_FRAGMENT = 0x4000;
const MULTICAST = 0xe;
const LINK_LOCAL = 0xa9fe;

/** RFC 1812 5.2.4.3. */
export const longestPrefixWins: RunInvariant = {
  name: 'longest-prefix-wins',
  meaning:
    'A standard router sends on by the route with the longest prefix that contains the destination; of equal ones by that with the lowest metric, then by the first. Routes by NICs that are down do not count.',
  check(recording) {
    const down = new Set<string>();
    for (const event of recording.ipv4Events) {
      if (event.type === 'nic-state') {
        const nic = `${event.host}:${event.nic}`;
        if (event.up) down.delete(nic);
        else down.add(nic);
      }
      if (event.type !== 'forwarded') continue;
      const choice = recording.network.behaviours.get(event.host)?.routeChoice;
      if (choice !== 'longest-prefix') continue;
      const { destination } = event.packet;
      if (destination >>> 28 === MULTICAST) continue;
      const expected = bestNic(recording, event.host, destination, down);
      if (expected === event.nic) continue;
      return { message: `sent on by ${event.nic}, not by ${expected}: ${contextOf(event)}` };
    }
    return null;
  },
};

/** By looking at every route there is. */
function bestNic(
  { simulation }: Recording,
  node: string,
  destination: Ipv4Address,
  down: ReadonlySet<string>,
): string | null {
  const host = simulation.host(node);
  let best: { length: number; preference: number; metric: number; nic: number } | null = null;
  for (const { destination: prefix, nic, preference = 0, metric = 0 } of host.routes.list()) {
    if (!contains(prefix, destination) || down.has(`${node}:${host.nic(nic)?.name}`)) continue;
    const { length } = prefix;
    const isBetter =
      best === null ||
      (best.length - length || preference - best.preference || metric - best.metric) < 0;
    if (isBetter) best = { length, preference, metric, nic };
  }
  return best === null ? null : (host.nic(best.nic)?.name ?? null);
}

/** RFC 1812 5.3.1, RFC 1191 4, RFC 1122 3.2.1.3, RFC 3927 7. */
export const standardForwarding: RunInvariant = {
  name: 'standard-forwarding',
  meaning:
    'A standard router never sends on what arrived with a TTL of 0 or 1, has DF and does not fit, comes from 0.0.0.0, or has a link-local address. (A link-local destination may be another by NAT.)',
  check(recording) {
    const arrived = new Map<string, PacketSummary>();
    const forwarded = new Set<string>();
    for (const event of recording.ipv4Events) {
      if (!('host' in event && 'packet' in event) || !isStandard(recording, event.host)) continue;
      const { host, packet, type } = event;
      const key = `${host} ${packet.serial}`;
      if (type === 'received' || type === 'originated') arrived.set(visitOf(event), packet);
      if (type === 'fragmented' && hasDf(packet) && forwarded.has(key)) {
        const expectation = dropped(host, 'fragmentation-needed');
        return { message: `cut in spite of DF: ${contextOf(event)}`, expectation };
      }
      if (type !== 'forwarded') continue;
      forwarded.add(key);
      const translates = recording.network.filters.get(host)?.translates === true;
      const fault = faultOf(arrived.get(visitOf(event)) ?? packet, translates);
      if (fault === null) continue;
      const message = `sent on what came ${fault.how}: ${contextOf(event)}`;
      return { message, expectation: dropped(host, fault.reason) };
    }
    return null;
  },
};

/** What should have been dropped counts there. */
function dropped(host: string, reason: DispositionName): string {
  return `node${memberAccess(host)}.drops["${reason}"] > 0`;
}

function hasDf({ flagsAndFragmentOffset }: PacketSummary): boolean {
  return (flagsAndFragmentOffset & DONT_FRAGMENT) !== 0;
}

/** Why a router must not send on what arrived. */
function faultOf(
  { ttl, source, destination }: PacketSummary,
  hasOtherDestination: boolean,
): { readonly how: string; readonly reason: DispositionName } | null {
  if (ttl <= 1) return { how: `with TTL ${ttl}`, reason: 'ttl-exceeded' };
  // To multicast, 0.0.0.0 may speak.
  if (source === 0 && destination >>> 28 !== MULTICAST) {
    return { how: 'from 0.0.0.0', reason: 'invalid-source' };
  }
  const addresses = hasOtherDestination ? [source] : [source, destination];
  const isLinkLocal = addresses.some((address) => address >>> 16 === LINK_LOCAL);
  return isLinkLocal ? { how: 'with a link-local address', reason: 'link-local' } : null;
}

function isStandard({ network }: Recording, node: string): boolean {
  return network.profiles.get(node) === 'standard';
}
