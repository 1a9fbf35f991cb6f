import { formatPrefix, type Ipv4Prefix, networkOf, parsePrefix } from '@packetloom/core';
import { lastOf } from '../addressing/index.js';

/** Where subnets come from by default. */
export const DEFAULT_POOL = '10.0.0.0/8';

/** "This network", loopback (RFC 1122 3.2.1.3), multicast and class E. */
const UNUSABLE = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3'].map(
  (text) => parsePrefix(text) as Ipv4Prefix,
);

/** Why addresses cannot be taken from a pool, or null. */
export function poolProblem(pool: Ipv4Prefix): string | null {
  if (UNUSABLE.some((range) => overlap(range, pool))) {
    return `hosts cannot have all addresses of the pool ${formatPrefix(pool)}: 0.0.0.0/8, 127.0.0.0/8 and all from 224.0.0.0 on are for other uses`;
  }
  if (networkOf(pool) === pool.address) return null;
  return 'the pool has host bits set: it is taken for its network';
}

/** Whether two prefixes have an address in common. */
export function overlap(one: Ipv4Prefix, other: Ipv4Prefix): boolean {
  return networkOf(one) <= lastOf(other) && networkOf(other) <= lastOf(one);
}
