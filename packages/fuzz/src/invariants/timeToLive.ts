import { placeOf } from '../observe/packets.js';
import type { Invariant } from './invariant.js';

/** RFC 791 3.2, RFC 1812 5.3.1. */
export const ttlFalls: Invariant = {
  name: 'ttl-falls',
  meaning: 'A router sends on what it received with a TTL that is smaller by one.',
  check({ ipv4Events: events }) {
    const received = new Map<string, number>();
    for (const event of events) {
      if (event.type !== 'received' && event.type !== 'forwarded') continue;
      const { packet, host } = event;
      const key = `${host} ${packet.serial}`;
      if (event.type === 'received') {
        received.set(key, packet.ttl);
        continue;
      }
      const before = received.get(key);
      if (before !== undefined && packet.ttl !== before - 1) {
        return { message: `TTL ${before} became ${packet.ttl}: ${placeOf(event)}` };
      }
    }
    return null;
  },
};
