import { ANY, type PacketBuffer } from '@packetloom/core';
import {
  ARP_LENGTH,
  arpOperation,
  arpSenderIpv4,
  arpTargetIpv4,
  FRAGMENT_OFFSET_MASK,
  IPV4_MIN_HEADER_LENGTH,
  IPV4_OFFSET,
  ipv4Destination,
  ipv4FlagsAndFragmentOffset,
  ipv4HeaderLength,
  ipv4Identification,
  ipv4Protocol,
  ipv4Source,
  ipv4Ttl,
  PROTOCOL_ICMP,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
} from '@packetloom/core/wire';
import type { PacketSummary } from './simulationEvent.js';

/** Hardware type Ethernet, protocol type IPv4 (RFC 826). */
const ARP_ETHERNET_IPV4 = 0x0001_0800;
const TYPE_AND_CODE_LENGTH = 2;
const PORTS_LENGTH = 4;

/** What can be told of a packet, taken while it is at hand. */
export function summaryOf(packet: PacketBuffer, withOctets: boolean): PacketSummary {
  const { length } = packet;
  if (isArp(packet)) return arpSummary(packet, withOctets);
  const summary = length >= IPV4_MIN_HEADER_LENGTH ? ipv4Summary(packet) : shortSummary(packet);
  return withOctets ? { ...summary, octets: packet.toBytes() } : summary;
}

function ipv4Summary(packet: PacketBuffer): PacketSummary {
  const { view, start } = packet;
  return {
    serial: packet.serial,
    identity: packet.identity,
    cause: packet.cause,
    length: packet.length,
    source: ipv4Source(view, start),
    destination: ipv4Destination(view, start),
    protocol: ipv4Protocol(view, start),
    ttl: ipv4Ttl(view, start),
    identification: ipv4Identification(view, start),
    flagsAndFragmentOffset: view.getUint16(start + IPV4_OFFSET.flagsAndFragmentOffset),
    transport: transportOf(packet),
  };
}

/** What is too short for a header (raw injection) is told as zeros. */
function shortSummary({ serial, identity, cause, length }: PacketBuffer): PacketSummary {
  return {
    serial,
    identity,
    cause,
    length,
    source: ANY,
    destination: ANY,
    protocol: 0,
    ttl: 0,
    identification: 0,
    flagsAndFragmentOffset: 0,
    transport: 0,
  };
}

/** Whether a packet is one of ARP for IPv4 over Ethernet: no IPv4 packet begins like it. */
export function isArp({ view, start, length }: PacketBuffer): boolean {
  return length >= ARP_LENGTH && view.getUint32(start) === ARP_ETHERNET_IPV4;
}

function arpSummary(packet: PacketBuffer, withOctets: boolean): PacketSummary {
  const { view, start, serial, identity, cause, length } = packet;
  const summary = {
    serial,
    identity,
    cause,
    length,
    source: arpSenderIpv4(view, start),
    destination: arpTargetIpv4(view, start),
    protocol: 0,
    ttl: 0,
    identification: 0,
    flagsAndFragmentOffset: 0,
    transport: 0,
    arpOperation: arpOperation(view, start),
  };
  return withOctets ? { ...summary, octets: packet.toBytes() } : summary;
}

/** ICMP type and code, or the ports of UDP and TCP, as a {@link PacketSummary} has them; of a whole header. */
export function transportOf(packet: PacketBuffer): number {
  const { view, start, length } = packet;
  if ((ipv4FlagsAndFragmentOffset(view, start) & FRAGMENT_OFFSET_MASK) !== 0) return 0;
  const headerLength = ipv4HeaderLength(view, start);
  const protocol = ipv4Protocol(view, start);
  if (protocol === PROTOCOL_ICMP && length >= headerLength + TYPE_AND_CODE_LENGTH) {
    return view.getUint16(start + headerLength);
  }
  const hasPorts = protocol === PROTOCOL_UDP || protocol === PROTOCOL_TCP;
  return hasPorts && length >= headerLength + PORTS_LENGTH
    ? view.getUint32(start + headerLength)
    : 0;
}
