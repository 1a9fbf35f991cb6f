// Packets for tests, and what is wrong with the checksums of packets.
import { formatIpv4Address, type Ipv4Address, parseIpv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import {
  checksum,
  foldChecksum,
  pseudoHeaderSum,
  sumWords,
  verifyHeaderChecksum,
} from '../wire/checksum.js';
import { icmpIdentifier, icmpType, isIcmpErrorType } from '../wire/icmpv4.js';
import {
  ipv4Destination,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4IsFragment,
  ipv4Protocol,
  ipv4Source,
} from '../wire/ipv4.js';
import { encodeIpv4, type Ipv4HeaderFields } from '../wire/ipv4Codec.js';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { verifyUdpChecksum } from '../wire/udp.js';
import { encodeUdp } from '../wire/udpCodec.js';

/** The address that a dotted quad names; anything else is a programming error. */
export function ip(text: string): Ipv4Address {
  const address = parseIpv4Address(text);
  if (address === undefined) throw new RangeError(`no IPv4 address: ${text}`);
  return address;
}

/** The two ends of `10.0.0.1:53`; the port is 0 if there is none. */
export function endPoint(text: string): { address: Ipv4Address; port: number } {
  const [address = '', port = '0'] = text.split(':');
  return { address: ip(address), port: Number(port) };
}

/** A UDP datagram between two ends such as `10.0.0.1:53`. */
export function udpOctets(
  from: string,
  to: string,
  payload: Uint8Array = Uint8Array.of(1, 2, 3),
  header: Partial<Ipv4HeaderFields> = {},
): Uint8Array {
  const [source, destination] = [endPoint(from), endPoint(to)];
  const addresses = { source: source.address, destination: destination.address };
  const ports = { sourcePort: source.port, destinationPort: destination.port };
  const message = encodeUdp(ports, payload, addresses);
  return encodeIpv4({ ...addresses, protocol: PROTOCOL_UDP, ...header }, message);
}

/** A TCP segment between two ends such as `10.0.0.1:80`, without data. */
export function tcpOctets(from: string, to: string, flags: number): Uint8Array {
  const [source, destination] = [endPoint(from), endPoint(to)];
  const segment = new DataView(new ArrayBuffer(20));
  segment.setUint16(0, source.port);
  segment.setUint16(2, destination.port);
  segment.setUint16(12, 0x5000 | flags);
  const pseudo = pseudoHeaderSum(source.address, destination.address, PROTOCOL_TCP, 20);
  segment.setUint16(16, foldChecksum(sumWords(segment, 0, 20, pseudo)));
  const addresses = { source: source.address, destination: destination.address };
  return encodeIpv4({ ...addresses, protocol: PROTOCOL_TCP }, new Uint8Array(segment.buffer));
}

/** An ICMP message of any type; `rest` is the second word of its header. */
export function icmpOctets(
  from: string,
  to: string,
  message: { type: number; code?: number; rest?: number; data?: Uint8Array },
  header: Partial<Ipv4HeaderFields> = {},
): Uint8Array {
  const data = message.data ?? Uint8Array.of(5, 6);
  const view = new DataView(new ArrayBuffer(8 + data.length));
  view.setUint8(0, message.type);
  view.setUint8(1, message.code ?? 0);
  view.setUint32(4, message.rest ?? 0);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(data, 8);
  view.setUint16(2, checksum(view, 0, bytes.length));
  const addresses = { source: ip(from), destination: ip(to) };
  return encodeIpv4({ ...addresses, protocol: PROTOCOL_ICMP, ...header }, bytes);
}

/**
 * Who sends to whom, in a line: `udp 10.0.0.1:5 > 10.0.0.2:6`, `icmp8 10.0.0.1 > 10.0.0.2 id 7`, and what
 * an ICMP error quotes in brackets.
 */
export function describePacket(packet: PacketBuffer): string {
  return describe(packet.view, packet.start, packet.start + packet.length);
}

function describe(view: DataView, start: number, end: number): string {
  const transport = start + ipv4HeaderLength(view, start);
  const source = formatIpv4Address(ipv4Source(view, start));
  const destination = formatIpv4Address(ipv4Destination(view, start));
  const protocol = ipv4Protocol(view, start);
  const fragmentOffset = ipv4FragmentOffsetBytes(view, start);
  if (fragmentOffset !== 0) return `fragment ${source} > ${destination}`;
  if (protocol === PROTOCOL_UDP || protocol === PROTOCOL_TCP) {
    const name = protocol === PROTOCOL_UDP ? 'udp' : 'tcp';
    const from = `${source}:${view.getUint16(transport)}`;
    return `${name} ${from} > ${destination}:${view.getUint16(transport + 2)}`;
  }
  if (protocol !== PROTOCOL_ICMP) return `${protocol} ${source} > ${destination}`;
  const type = icmpType(view, transport);
  const about = isIcmpErrorType(type)
    ? `[${describe(view, transport + 8, end)}]`
    : `id ${icmpIdentifier(view, transport)}`;
  return `icmp${type} ${source} > ${destination} ${about}`;
}

/** Which checksums of a packet are wrong; those of what an ICMP error quotes are looked at, too. */
export function wrongChecksums(packet: PacketBuffer): string[] {
  return faults(packet.view, packet.start, packet.start + packet.length, '');
}

function faults(view: DataView, start: number, end: number, prefix: string): string[] {
  const found: string[] = [];
  const headerLength = ipv4HeaderLength(view, start);
  if (!verifyHeaderChecksum(view, start, headerLength)) found.push(`${prefix}header`);
  const transport = start + headerLength;
  const length = end - transport;
  if (ipv4IsFragment(view, start)) return found;
  const [source, destination] = [ipv4Source(view, start), ipv4Destination(view, start)];
  switch (ipv4Protocol(view, start)) {
    case PROTOCOL_UDP:
      if (view.getUint16(transport + 6) === 0) return found;
      if (verifyUdpChecksum(view, transport, length, source, destination)) return found;
      return [...found, `${prefix}udp`];
    case PROTOCOL_TCP: {
      if (length < 20) return found;
      const pseudo = pseudoHeaderSum(source, destination, PROTOCOL_TCP, length);
      if (foldChecksum(sumWords(view, transport, length, pseudo)) === 0) return found;
      return [...found, `${prefix}tcp`];
    }
    case PROTOCOL_ICMP: {
      if (checksum(view, transport, length) !== 0) found.push(`${prefix}icmp`);
      if (!isIcmpErrorType(icmpType(view, transport))) return found;
      return [...found, ...faults(view, transport + 8, end, 'quoted ')];
    }
    default:
      return found;
  }
}
