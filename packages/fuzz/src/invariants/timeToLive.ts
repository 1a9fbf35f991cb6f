import { contextOf, visitOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

/** RFC 791 3.2, RFC 1812 5.3.1. */
export const ttlFalls: RunInvariant = {
  name: 'ttl-falls',
  meaning: 'A router sends on what it received with a TTL that is smaller by one.',
  check({ ipv4Events: events }) {
    const arrived = new Map<string, number>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      const { packet, type } = event;
      if (type === 'received' || type === 'originated') arrived.set(visitOf(event), packet.ttl);
      if (type !== 'forwarded') continue;
      const before = arrived.get(visitOf(event));
      if (before !== undefined && packet.ttl !== before - 1) {
        return { message: `TTL ${before} became ${packet.ttl}: ${contextOf(event)}` };
      }
    }
    return null;
  },
};
