import type { Ipv4Address } from '../address/ipv4Address.js';

/** Where a datagram is handed to. */
export interface NextHop {
  /** Next hop, or null where the destination is on the link of `nic`. */
  readonly gateway: Ipv4Address | null;
  /** Id of the NIC. */
  readonly nic: number;
}

/** Next hops of equal cost, shared by the entries that name the group; `RouteTable.setHops` changes them. */
export class NextHopGroup {
  hops: readonly NextHop[];

  constructor(hops: readonly NextHop[]) {
    this.hops = hops;
  }
}

/** Which of `count` next hops a flow takes: always the same, and all alike often (RFC 2992 2). */
export function hopOfFlow(source: Ipv4Address, destination: Ipv4Address, count: number): number {
  let hash = Math.imul(source ^ Math.imul(destination, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return Math.floor((((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32) * count);
}
