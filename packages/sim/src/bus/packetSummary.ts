import type { PacketBuffer } from '@packetloom/core';
import {
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
} from '@packetloom/core/header';
import type { PacketSummary } from './simulationEvent.js';

const TYPE_AND_CODE_LENGTH = 2;
const PORTS_LENGTH = 4;

/** What can be told of a packet, taken while it is at hand. */
export function summaryOf(packet: PacketBuffer, withOctets: boolean): PacketSummary {
  const { view, start, length } = packet;
  // What is too short for a header (raw injection) is told as zeros.
  const whole = length >= IPV4_MIN_HEADER_LENGTH;
  const summary = {
    serial: packet.serial,
    identity: packet.identity,
    cause: packet.cause,
    length,
    source: whole ? ipv4Source(view, start) : 0,
    destination: whole ? ipv4Destination(view, start) : 0,
    protocol: whole ? ipv4Protocol(view, start) : 0,
    ttl: whole ? ipv4Ttl(view, start) : 0,
    identification: whole ? ipv4Identification(view, start) : 0,
    flagsAndFragmentOffset: whole ? view.getUint16(start + IPV4_OFFSET.flagsAndFragmentOffset) : 0,
    transport: whole ? transportOf(packet) : 0,
  };
  return withOctets ? { ...summary, octets: packet.toBytes() } : summary;
}

function transportOf(packet: PacketBuffer): number {
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
