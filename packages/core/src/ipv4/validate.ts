import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TRANSPORT_PARSED } from '../packet/packetFlags.js';
import type { TransportLayer } from '../ports/transportProtocol.js';
import { verifyHeaderChecksum } from '../wire/checksum.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4HeaderLength,
  ipv4IsFragment,
  ipv4Protocol,
  ipv4TotalLength,
  ipv4Version,
} from '../wire/ipv4.js';

/**
 * Whether the octets are an IPv4 packet: version, lengths and, unless told otherwise, checksum
 * (RFC 1122 3.2.1.1, 3.2.1.2). What follows the total length is cut off, and a transport header
 * that is all there is noted.
 */
export function validate(
  transports: TransportLayer,
  packet: PacketBuffer,
  checkChecksum = true,
): boolean {
  const { view, start } = packet;
  if (packet.length < IPV4_MIN_HEADER_LENGTH) return false;
  const headerLength = ipv4HeaderLength(view, start);
  if (headerLength < IPV4_MIN_HEADER_LENGTH || headerLength > packet.length) return false;
  const totalLength = ipv4TotalLength(view, start);
  if (ipv4Version(view, start) !== 4) return false;
  if (totalLength < headerLength || totalLength > packet.length) return false;
  if (checkChecksum && !verifyHeaderChecksum(view, start, headerLength)) return false;
  packet.length = totalLength;
  markTransportHeader(transports, packet, headerLength);
  return true;
}

/** Notes whether filter rules can see ports: a whole datagram with a whole header of a transport. */
function markTransportHeader(
  transports: TransportLayer,
  packet: PacketBuffer,
  headerLength: number,
): void {
  const { view, start } = packet;
  const parsed =
    !ipv4IsFragment(view, start) &&
    transports.hasWholeHeader(
      ipv4Protocol(view, start),
      view,
      start + headerLength,
      packet.length - headerLength,
    );
  if (parsed) packet.flags |= PACKET_TRANSPORT_PARSED;
  else packet.flags &= ~PACKET_TRANSPORT_PARSED;
}
