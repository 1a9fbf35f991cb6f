import {
  formatIpv4Address,
  type Ipv4Address,
  ipv4Address,
  parseIpv4Address,
} from './ipv4Address.js';

/**
 * An address and how many of its leading bits name the network (RFC 4632 3.1). Host bits may be
 * set: `10.0.0.1/24` is an interface's address and its subnet in one.
 */
export interface Ipv4Prefix {
  readonly address: Ipv4Address;
  /** 0 to 32. */
  readonly length: number;
}

const PREFIX = /^([0-9.]+)\/(3[0-2]|[12]?[0-9])$/;

/** The prefix that `a.b.c.d/length` names, host bits kept, or `undefined`. */
export function parsePrefix(text: string): Ipv4Prefix | undefined {
  const match = PREFIX.exec(text);
  if (match === null) return undefined;
  const address = parseIpv4Address(match[1] as string);
  return address === undefined ? undefined : { address, length: Number(match[2]) };
}

/** `a.b.c.d/length`, host bits kept. */
export function formatPrefix(prefix: Ipv4Prefix): string {
  return `${formatIpv4Address(prefix.address)}/${prefix.length}`;
}

/** The mask with `length` leading ones, for a length from 0 to 32. */
export function maskOf(length: number): Ipv4Address {
  // A shift by 32 is a shift by 0 in JavaScript.
  return ipv4Address(length === 0 ? 0 : 0xffffffff << (32 - length));
}

/** Whether the prefix's network holds the address. */
export function contains(prefix: Ipv4Prefix, address: Ipv4Address): boolean {
  return prefix.length === 0 || (prefix.address ^ address) >>> (32 - prefix.length) === 0;
}

/** The network's own address: host bits cleared. */
export function networkOf(prefix: Ipv4Prefix): Ipv4Address {
  return ipv4Address(prefix.address & maskOf(prefix.length));
}

/**
 * The directed broadcast address: host bits set (RFC 919 7). `undefined` for a /31, which has none
 * (RFC 3021 2.1), and a /32.
 */
export function broadcastOf(prefix: Ipv4Prefix): Ipv4Address | undefined {
  if (prefix.length >= 31) return undefined;
  return ipv4Address(prefix.address | ~maskOf(prefix.length));
}
