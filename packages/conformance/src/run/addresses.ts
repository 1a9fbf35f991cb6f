// Vectors are checked when they are read, so that text is an address, or a prefix, here.
import { type Ipv4Address, type Ipv4Prefix, parseIpv4Address, parsePrefix } from '@packetloom/core';

/** The address that a dotted quad names. */
export function addressOf(text: string): Ipv4Address {
  return parseIpv4Address(text) as Ipv4Address;
}

/** The prefix that `a.b.c.d/length` names. */
export function prefixOf(text: string): Ipv4Prefix {
  return parsePrefix(text) as Ipv4Prefix;
}
