// Numbers of the pcapng format (draft-ietf-opsawg-pcapng), and sizes that follow from it.

/** Block types (section 11.1 there). */
export const BLOCK_TYPE = {
  sectionHeader: 0x0a0d0d0a,
  interfaceDescription: 1,
  /** Obsolete; in files of old programs. */
  packet: 2,
  simplePacket: 3,
  enhancedPacket: 6,
} as const;

/** First field of a section: tells the byte order. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

export const MAJOR_VERSION = 1;
export const MINOR_VERSION = 0;

/** Fields of an enhanced packet block in front of the packet. */
export const PACKET_FIELDS_LENGTH = 20;

/** Codes of options, each in the block that it is for. */
export const OPTION_CODE = {
  endOfOptions: 0,
  comment: 1,
  sectionUserApplication: 4,
  interfaceName: 2,
  interfaceTimestampResolution: 9,
  interfaceTimestampOffset: 14,
  packetFlags: 2,
  packetId: 5,
} as const;

/** Length of an option's value is a 16-bit number. */
export const MAX_OPTION_LENGTH = 0xffff;

/** Code and length in front of an option's value. */
export const OPTION_HEADER_LENGTH = 4;

/** `if_tsresol`: stamps count units of 10^−9 seconds. */
export const NANOSECONDS = 9;

/** Lowest two bits of `epb_flags`. */
export const DIRECTION_FLAG = { inbound: 1, outbound: 2 } as const;

/** Link types by name (tcpdump.org/linktypes.html). */
export const LINK_TYPE = {
  null: 0,
  ethernet: 1,
  /** DLT_RAW as it stands in old files: 12 on most systems, 14 on OpenBSD. */
  rawOfMost: 12,
  rawOfOpenBsd: 14,
  raw: 101,
  loop: 108,
  linuxSll: 113,
  ipv4: 228,
  ipv6: 229,
  linuxSll2: 276,
} as const;

/** A length with the octets that fill the last 32 bits. */
export function padded(length: number): number {
  return (length + 3) & ~3;
}
