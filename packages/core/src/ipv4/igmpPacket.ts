import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import * as igmp from '../wire/igmp.js';
import { FLAG_DONT_FRAGMENT, fillIpv4Checksum, IPV4_OFFSET } from '../wire/ipv4.js';
import { OPTION_ROUTER_ALERT } from '../wire/options.js';
import { PROTOCOL_IGMP } from '../wire/protocolNumber.js';
import type { Ipv4Stack } from './ipv4Stack.js';

/** IPv4 header with a router alert option (RFC 2113). */
const HEADER_LENGTH = 24;
const MESSAGE_LENGTH = igmp.IGMP_HEADER_LENGTH;
const ROUTER_ALERT = ((OPTION_ROUTER_ALERT << 24) | (4 << 16)) >>> 0;
/** Precedence 6 (RFC 791 3.1). */
const INTERNETWORK_CONTROL = 0xc0;
/** IGMP never leaves the link (RFC 2236 2). */
export const IGMP_TTL = 1;

/** Fields of a message of version 1 or 2. */
interface IgmpFields {
  readonly type: number;
  readonly group: Ipv4Address;
  /** Tenths of a second in queries, else 0. */
  readonly maxRespCode: number;
}

/** An IGMP message as a datagram of its own, checksums included. */
export function igmpPacket(
  host: Ipv4Stack,
  source: Ipv4Address,
  destination: Ipv4Address,
  { type, group, maxRespCode }: IgmpFields,
): PacketBuffer {
  const packet = host.pool.allocate(HEADER_LENGTH + MESSAGE_LENGTH);
  const { view, start } = packet;
  const isControl = host.behaviour.igmpHeader === 'internetwork-control';
  view.setUint32(start, 0x46000000 + HEADER_LENGTH + MESSAGE_LENGTH);
  if (isControl) {
    view.setUint8(start + IPV4_OFFSET.typeOfService, INTERNETWORK_CONTROL);
    view.setUint32(start + IPV4_OFFSET.identification, FLAG_DONT_FRAGMENT);
  } else {
    const identification = host.identification.next(source, destination, PROTOCOL_IGMP);
    view.setUint32(start + IPV4_OFFSET.identification, identification * 0x10000);
  }
  view.setUint8(start + IPV4_OFFSET.ttl, IGMP_TTL);
  view.setUint8(start + IPV4_OFFSET.protocol, PROTOCOL_IGMP);
  view.setUint32(start + IPV4_OFFSET.source, source);
  view.setUint32(start + IPV4_OFFSET.destination, destination);
  view.setUint32(start + IPV4_OFFSET.options, ROUTER_ALERT);
  fillIpv4Checksum(view, start, HEADER_LENGTH);
  const message = start + HEADER_LENGTH;
  igmp.setIgmpType(view, message, type);
  igmp.setIgmpMaxRespCode(view, message, maxRespCode);
  igmp.setIgmpGroup(view, message, group);
  igmp.fillIgmpChecksum(view, message, MESSAGE_LENGTH);
  return packet;
}
