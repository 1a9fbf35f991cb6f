// ICMP errors act on the socket that sent the quoted datagram (RFC 1122 3.2.2, 4.1.3.3, 4.2.3.9).

import type { PacketBuffer } from '../packet/packetBuffer.js';
import {
  ICMP_CODE_FRAGMENTATION_NEEDED,
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_HEADER_LENGTH,
  icmpCode,
  icmpRestOfHeader,
  icmpType,
} from '../wire/icmpv4.js';
import {
  FRAGMENT_OFFSET_MASK,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4FlagsAndFragmentOffset,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
} from '../wire/ipv4.js';
import type { Ipv4Endpoint } from './endpoint.js';

/** Octets of transport header that a quotation has at least (RFC 792). */
const QUOTED_TRANSPORT = 8;

/** Tells the transport of the quoted datagram what an ICMP error says. Borrows `packet`. */
export function receiveQuotation(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
): void {
  const { view } = packet;
  const message = packet.start + headerLength;
  const type = icmpType(view, message);
  const code = icmpCode(view, message);
  const quote = message + ICMP_HEADER_LENGTH;
  const length = packet.length - headerLength - ICMP_HEADER_LENGTH;
  if (!isOwnDatagram(endpoint, view, quote, length)) return;
  const isTooBig = type === ICMP_DESTINATION_UNREACHABLE && code === ICMP_CODE_FRAGMENTATION_NEEDED;
  const quotedHeader = ipv4HeaderLength(view, quote);
  endpoint.host.transports.control({
    protocol: ipv4Protocol(view, quote),
    type,
    code,
    mtu: isTooBig ? icmpRestOfHeader(view, message) & 0xffff : 0,
    local: ipv4Source(view, quote),
    remote: ipv4Destination(view, quote),
    view,
    transport: quote + quotedHeader,
    length: length - quotedHeader,
  });
}

/** The quotation shows a first fragment that this NIC sent, with enough of its transport header. */
function isOwnDatagram(
  endpoint: Ipv4Endpoint,
  view: DataView,
  quote: number,
  length: number,
): boolean {
  if (length < IPV4_MIN_HEADER_LENGTH) return false;
  const { addresses, nic } = endpoint;
  if (addresses.findLocal(ipv4Source(view, quote), nic.spoofing) === null) return false;
  if ((ipv4FlagsAndFragmentOffset(view, quote) & FRAGMENT_OFFSET_MASK) !== 0) return false;
  const headerLength = ipv4HeaderLength(view, quote);
  return headerLength >= IPV4_MIN_HEADER_LENGTH && length >= headerLength + QUOTED_TRANSPORT;
}
