// ARP packets of a host: building and judging them (RFC 826). Only IPv4 over Ethernet is spoken.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { type MacAddress, ZERO_MAC } from '../address/macAddress.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { PacketPool } from '../packet/packetPool.js';
import {
  ARP_LENGTH,
  ARP_REPLY,
  ARP_REQUEST,
  arpIsEthernetIpv4,
  arpOperation,
  arpSenderIpv4,
  arpSenderMac,
  arpTargetIpv4,
  setArpEthernetIpv4,
  setArpOperation,
  setArpSenderIpv4,
  setArpSenderMac,
  setArpTargetIpv4,
  setArpTargetMac,
} from '../wire/arp.js';

/** What a packet that came as ARP is; `malformed` is too short, or not about IPv4 over Ethernet. */
export type ArpKind = 'request' | 'reply' | 'other' | 'malformed';

/** Judges a packet, which begins with the ARP header. Ethernet's padding may follow. */
export function classifyArp(packet: PacketBuffer): ArpKind {
  const { view, start } = packet;
  if (packet.length < ARP_LENGTH || !arpIsEthernetIpv4(view, start)) return 'malformed';
  const operation = arpOperation(view, start);
  if (operation === ARP_REQUEST) return 'request';
  return operation === ARP_REPLY ? 'reply' : 'other';
}

/** A request of `senderAddress` at `senderMac` for the link address of `target`. */
export function buildArpRequest(
  pool: PacketPool,
  senderMac: MacAddress,
  senderAddress: Ipv4Address,
  target: Ipv4Address,
): PacketBuffer {
  const packet = pool.allocate(ARP_LENGTH);
  write(packet, ARP_REQUEST, senderMac, senderAddress, ZERO_MAC, target);
  return packet;
}

/** The reply to a request: the address that it asks for is at `ownMac`. */
export function buildArpReply(
  pool: PacketPool,
  request: PacketBuffer,
  ownMac: MacAddress,
): PacketBuffer {
  const { view, start } = request;
  const reply = pool.allocate(ARP_LENGTH, request.identity);
  const asked = arpTargetIpv4(view, start);
  write(reply, ARP_REPLY, ownMac, asked, arpSenderMac(view, start), arpSenderIpv4(view, start));
  return reply;
}

function write(
  packet: PacketBuffer,
  operation: number,
  senderMac: MacAddress,
  senderAddress: Ipv4Address,
  targetMac: MacAddress,
  targetAddress: Ipv4Address,
): void {
  const { view, start } = packet;
  setArpEthernetIpv4(view, start);
  setArpOperation(view, start, operation);
  setArpSenderMac(view, start, senderMac);
  setArpSenderIpv4(view, start, senderAddress);
  setArpTargetMac(view, start, targetMac);
  setArpTargetIpv4(view, start, targetAddress);
}
