import type { Ipv4Address } from '@packetloom/core';

/** A packet as a scenario has it: octets, or the fields of its headers. */
export type PacketSpec =
  /** In hexadecimal. */
  { readonly kind: 'octets'; readonly octets: string } | BuiltPacket;

/** A packet that is put together from the fields of its headers. */
export interface BuiltPacket {
  readonly kind: 'built';
  /** Nodes by name (their main addresses), or addresses. */
  readonly source: string | Ipv4Address;
  readonly destination: string | Ipv4Address;
  readonly ttl: number;
  readonly dscp: number;
  readonly df: boolean;
  readonly identification: number;
  readonly transport: BuiltTcp | BuiltUdp;
}

/** A checksum: what it should be, all bits of that the other way round, or a value. */
export type BuiltChecksum = 'right' | 'wrong' | number;

/** A UDP header and data. */
export interface BuiltUdp {
  readonly kind: 'udp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Text, sent in UTF-8. */
  readonly payload: string;
  readonly checksum: BuiltChecksum;
}

/** A TCP header and data. */
export interface BuiltTcp {
  readonly kind: 'tcp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgment: number;
  /** Bits of `TcpFlag`. */
  readonly flags: number;
  /** As it stands in the header. */
  readonly window: number;
  readonly urgentPointer: number;
  readonly options: BuiltTcpOptions;
  /** Text, sent in UTF-8. */
  readonly payload: string;
  readonly checksum: BuiltChecksum;
}

/** Options of a TCP header; null: it has none of these. */
export interface BuiltTcpOptions {
  readonly mss: number | null;
  readonly windowScale: number | null;
  readonly isSackPermitted: boolean;
  readonly timestamps: readonly [value: number, echo: number] | null;
  readonly sack: readonly (readonly [left: number, right: number])[];
}
