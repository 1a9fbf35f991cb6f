import type { Ipv4Address, PacketBuffer, PacketPool } from '@packetloom/core';

/** What differs between packets of tests. */
export interface UdpPacketSpec {
  readonly source?: Ipv4Address;
  readonly destination?: Ipv4Address;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly dscp?: number;
  /** Flags and fragment offset of the header. */
  readonly flagsAndFragmentOffset?: number;
  /** Octets in all; default 100. */
  readonly length?: number;
}

/** An IPv4 packet with UDP, as far as queues look at it. */
export function udpPacket(pool: PacketPool, spec: UdpPacketSpec = {}): PacketBuffer {
  const packet = pool.allocate(spec.length ?? 100);
  const { view, start } = packet;
  packet.bytes.fill(0, start, start + packet.length);
  view.setUint8(start, 0x45);
  view.setUint8(start + 1, (spec.dscp ?? 0) << 2);
  view.setUint16(start + 2, packet.length);
  view.setUint16(start + 6, spec.flagsAndFragmentOffset ?? 0);
  view.setUint8(start + 8, 64);
  view.setUint8(start + 9, 17);
  view.setUint32(start + 12, spec.source ?? 0x0a000001);
  view.setUint32(start + 16, spec.destination ?? 0x0a000002);
  view.setUint16(start + 20, spec.sourcePort ?? 1000);
  view.setUint16(start + 22, spec.destinationPort ?? 2000);
  return packet;
}
