import { contains } from '@packetloom/core';
import type { SimulationEvent } from '@packetloom/sim';
import { placeOf } from '../observe/packets.js';
import type { Recording } from '../observe/recording.js';
import type { Invariant } from './invariant.js';

const DONT_FRAGMENT = 0x4000;
const MULTICAST = 0xe;

/** RFC 1812 5.2.4.3. */
export const longestPrefixWins: Invariant = {
  name: 'longest-prefix-wins',
  meaning:
    'A standard router sends on by the route with the longest prefix that contains the destination; of equal ones by that with the lowest metric, then by the first.',
  check(recording) {
    for (const event of recording.events) {
      if (event.type !== 'forwarded' || !isStandard(recording, event.host)) continue;
      const { destination } = event.packet;
      if (destination >>> 28 === MULTICAST) continue;
      const expected = bestNic(recording, event.host, destination);
      if (expected === event.nic) continue;
      return { message: `sent on by ${event.nic}, not by ${expected}: ${placeOf(event)}` };
    }
    return null;
  },
};

/** By looking at every route there is. */
function bestNic({ simulation }: Recording, node: string, destination: number): string | null {
  const host = simulation.host(node);
  let best: { length: number; metric: number; nic: number } | null = null;
  for (const { destination: prefix, nic, metric = 0 } of host.routes.list()) {
    if (!contains(prefix, destination)) continue;
    const { length } = prefix;
    const isBetter =
      best === null || length > best.length || (length === best.length && metric < best.metric);
    if (isBetter) best = { length, metric, nic };
  }
  return best === null ? null : (host.nic(best.nic)?.name ?? null);
}

/** RFC 1812 5.3.1, RFC 1191 4, RFC 1122 3.2.1.3, RFC 3927 7. */
export const standardForwarding: Invariant = {
  name: 'standard-forwarding',
  meaning:
    'A standard router never sends on what arrived with a TTL of 0 or 1, has DF and does not fit, comes from 0.0.0.0, or has a link-local address.',
  check(recording) {
    const forwarded = new Set<string>();
    for (const event of recording.events) {
      const fault = forwardingFault(recording, event, forwarded);
      if (fault !== null) return { message: fault };
    }
    return null;
  },
};

function forwardingFault(
  recording: Recording,
  event: SimulationEvent,
  forwarded: Set<string>,
): string | null {
  if (event.type !== 'forwarded' && event.type !== 'fragmented') return null;
  const { host, packet } = event;
  if (!isStandard(recording, host)) return null;
  const key = `${host} ${packet.serial}`;
  if (event.type === 'fragmented') {
    const hasDf = (packet.flagsAndFragmentOffset & DONT_FRAGMENT) !== 0;
    return hasDf && forwarded.has(key) ? `cut in spite of DF: ${placeOf(event)}` : null;
  }
  forwarded.add(key);
  if (packet.ttl === 0) return `sent on with TTL 0: ${placeOf(event)}`;
  if (packet.source === 0) return `sent on from 0.0.0.0: ${placeOf(event)}`;
  const isLinkLocal = [packet.source, packet.destination].some((a) => a >>> 16 === 0xa9fe);
  return isLinkLocal ? `sent on with a link-local address: ${placeOf(event)}` : null;
}

function isStandard({ network }: Recording, node: string): boolean {
  return network.profiles.get(node) === 'standard';
}
