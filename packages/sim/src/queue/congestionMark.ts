import type { PacketBuffer } from '@packetloom/core';
import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4Checksum,
  ipv4TypeOfService,
  ipv4Version,
  setIpv4Checksum,
  setIpv4TypeOfService,
  updateChecksum,
} from '@packetloom/core/wire';

/** Bits of the type of service that are for explicit congestion notification (RFC 3168, section 5). */
const ECN_BITS = 0b11;

/**
 * Marks a packet as having met congestion, if its transport understands that (RFC 3168): whether it is marked now. As
 * the kernel's `INET_ECN_set_ce`.
 */
export function markCongestion(packet: PacketBuffer): boolean {
  const { view, start, length } = packet;
  if (length < IPV4_MIN_HEADER_LENGTH || ipv4Version(view, start) !== 4) return false;
  const typeOfService = ipv4TypeOfService(view, start);
  if ((typeOfService & ECN_BITS) === 0) return false;
  if ((typeOfService & ECN_BITS) === ECN_BITS) return true;
  const before = view.getUint16(start);
  setIpv4TypeOfService(view, start, typeOfService | ECN_BITS);
  // A checksum that was wrong stays so.
  const checksum = updateChecksum(ipv4Checksum(view, start), before, view.getUint16(start));
  setIpv4Checksum(view, start, checksum);
  return true;
}
