import type { PacketBuffer } from '@packetloom/core';

/** All that is to be seen of a packet, in one text. */
export function packetDetails(packet: PacketBuffer): string {
  const { start, length, linkHeaderLength, identity, serial, cause, flags, live } = packet;
  const fields = { start, length, linkHeaderLength, identity, serial, cause, flags, live };
  return `${JSON.stringify(fields)} ${packet.toBytes().join(' ')}`;
}
