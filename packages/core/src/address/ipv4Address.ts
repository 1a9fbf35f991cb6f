declare const ipv4: unique symbol;

/**
 * An IPv4 address as an unsigned 32-bit number: the first octet of the dotted form is the highest
 * (RFC 791 3.2). Text is for the edges only. A type of its own: no port, count or other number is taken for one.
 */
export type Ipv4Address = number & { readonly [ipv4]: true };

/** 0.0.0.0: this host on this network, or "any" (RFC 1122 3.2.1.3). */
export const ANY = ipv4Address(0);

/** 255.255.255.255: every host on this link (RFC 919 7). */
export const LIMITED_BROADCAST = ipv4Address(0xffffffff);

/** 127.0.0.1: this host itself (RFC 1122 3.2.1.3). */
export const LOOPBACK = ipv4Address(0x7f000001);

/** 224.0.0.1: every host on this link (RFC 1112 4). */
export const ALL_SYSTEMS = ipv4Address(0xe0000001);

/** 224.0.0.2: every router on this link (RFC 1112 4, IANA). */
export const ALL_ROUTERS = ipv4Address(0xe0000002);

/** 224.0.0.22: where IGMPv3 reports go (RFC 3376 4.2.14). */
export const ALL_IGMPV3_ROUTERS = ipv4Address(0xe0000016);

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const DOTTED_QUAD = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);

/**
 * The address that a dotted quad names, or `undefined`. Strict: four decimal octets, no leading
 * zeros (some read those as octal, RFC 6943 3.1.1), nothing around them.
 */
export function parseIpv4Address(text: string): Ipv4Address | undefined {
  const match = DOTTED_QUAD.exec(text);
  if (match === null) return undefined;
  return ipv4AddressOf(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4]));
}

/** The dotted quad of an address. */
export function formatIpv4Address(address: Ipv4Address): string {
  return `${address >>> 24}.${(address >>> 16) & 0xff}.${(address >>> 8) & 0xff}.${address & 0xff}`;
}

/** The address with these four octets, each 0 to 255. */
export function ipv4AddressOf(a: number, b: number, c: number, d: number): Ipv4Address {
  return ipv4Address((a << 24) | (b << 16) | (c << 8) | d);
}

/** The address with the low 32 bits of `value`: a literal, or what arithmetic on addresses gives. */
export function ipv4Address(value: number): Ipv4Address {
  return (value >>> 0) as Ipv4Address;
}

/** In 224.0.0.0/4: a host group (RFC 1112 4). */
export function isMulticast(address: Ipv4Address): boolean {
  return address >>> 28 === 0xe;
}

/** In 127.0.0.0/8 (RFC 1122 3.2.1.3). */
export function isLoopback(address: Ipv4Address): boolean {
  return address >>> 24 === 127;
}

/** In 169.254.0.0/16 (RFC 3927 2.1). */
export function isLinkLocalUnicast(address: Ipv4Address): boolean {
  return address >>> 16 === 0xa9fe;
}

/** In 224.0.0.0/24: groups that no router forwards (RFC 5771 4). */
export function isLinkLocalMulticast(address: Ipv4Address): boolean {
  return address >>> 8 === 0xe00000;
}

/** In 240.0.0.0/4: reserved (RFC 1112 4), the limited broadcast address included. */
export function isClassE(address: Ipv4Address): boolean {
  return address >>> 28 === 0xf;
}

/** In 0.0.0.0/8 or 240.0.0.0/4: no host has such an address (RFC 1122 3.2.1.3, RFC 1812 5.3.7). */
export function isReserved(address: Ipv4Address): boolean {
  return address >>> 24 === 0 || isClassE(address);
}
