import type { Ipv4Address } from '@packetloom/core';
import { encodeIpv4, encodeTcp, encodeUdp, type TcpOption } from '@packetloom/core/wire';
import { type AddressPlan, mainAddressOf } from '../../addressing/index.js';
import { octetsOf } from '../../quantity/octets.js';
import type { BuiltChecksum, BuiltPacket, BuiltTcpOptions, PacketSpec } from './packet.js';

const TCP = 6;
const UDP = 17;
const ALL_BITS = 0xffff;
const NOP: TcpOption = { kind: 'no-operation' };
/** Octets of each option with its padding. */
const LENGTHS = { mss: 4, sackPermitted: 4, timestamps: 12, windowScale: 4, sack: 4, sackBlock: 8 };

/** The octets of a packet. */
export function packetOctets(packet: PacketSpec, plan: AddressPlan): Uint8Array {
  return packet.kind === 'octets' ? octetsOf(packet.octets) : built(packet, plan);
}

function built(packet: BuiltPacket, plan: AddressPlan): Uint8Array {
  const { ttl, dscp, df, identification, transport } = packet;
  const source = addressIn(plan, packet.source);
  const destination = addressIn(plan, packet.destination);
  const header = { source, destination, ttl, identification };
  const protocol = transport.kind === 'tcp' ? TCP : UDP;
  const segment = segmentOf(packet, { source, destination });
  return encodeIpv4({ ...header, protocol, typeOfService: dscp << 2, dontFragment: df }, segment);
}

interface Ends {
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
}

function segmentOf({ transport }: BuiltPacket, ends: Ends): Uint8Array {
  const payload = new TextEncoder().encode(transport.payload);
  if (transport.kind === 'udp') {
    const encode = (overrides = {}) => encodeUdp(transport, payload, ends, overrides);
    return withChecksum(transport.checksum, encode, 6);
  }
  const { options, ...fields } = transport;
  const header = { ...fields, options: optionsOf(options) };
  const encode = (overrides = {}) => encodeTcp(header, payload, ends, overrides);
  return withChecksum(transport.checksum, encode, 16);
}

/** `at`: where the checksum stands. */
function withChecksum(
  checksum: BuiltChecksum,
  encode: (overrides?: { readonly checksum: number }) => Uint8Array,
  at: number,
): Uint8Array {
  if (typeof checksum === 'number') return encode({ checksum });
  const octets = encode();
  if (checksum === 'right') return octets;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  return encode({ checksum: view.getUint16(at) ^ ALL_BITS });
}

function optionsOf(options: BuiltTcpOptions): TcpOption[] {
  const { mss, windowScale, isSackPermitted, timestamps, sack } = options;
  const list: TcpOption[] = [];
  if (mss !== null) list.push({ kind: 'mss', mss });
  if (isSackPermitted) list.push(NOP, NOP, { kind: 'sack-permitted' });
  if (timestamps !== null) {
    const [value, echo] = timestamps;
    list.push(NOP, NOP, { kind: 'timestamps', value, echo });
  }
  if (windowScale !== null) list.push(NOP, { kind: 'window-scale', shift: windowScale });
  if (sack.length > 0) list.push(NOP, NOP, { kind: 'sack', blocks: sack });
  return list;
}

/** Octets that options take, padding included. */
export function tcpOptionsLength(options: BuiltTcpOptions): number {
  const { mss, windowScale, isSackPermitted, timestamps, sack } = options;
  let length = 0;
  if (mss !== null) length += LENGTHS.mss;
  if (isSackPermitted) length += LENGTHS.sackPermitted;
  if (timestamps !== null) length += LENGTHS.timestamps;
  if (windowScale !== null) length += LENGTHS.windowScale;
  if (sack.length > 0) length += LENGTHS.sack + LENGTHS.sackBlock * sack.length;
  return length;
}

function addressIn(plan: AddressPlan, host: string | Ipv4Address): Ipv4Address {
  if (typeof host === 'number') return host;
  const address = mainAddressOf(plan, host);
  if (address === undefined) throw new Error(`${host} has no address`);
  return address;
}
