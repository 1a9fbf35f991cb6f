import type { Ipv4Prefix } from '@packetloom/core';

/** Directed broadcast address of a subnet; -1 where there is none (RFC 3021). */
export function broadcastOf({ address, length }: Ipv4Prefix): number {
  if (length > 30) return -1;
  return (address | (0xffffffff >>> length)) >>> 0;
}
