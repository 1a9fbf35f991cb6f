import type { Ipv4Address } from '../address/ipv4Address.js';
import type { Ipv4Endpoint } from '../ipv4/endpoint.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { icmpCode, icmpRestOfHeader, icmpType } from '../wire/icmpv4.js';
import { ipv4Destination, ipv4Source, ipv4Ttl } from '../wire/ipv4.js';

/** An ICMP message as it arrived. */
export interface IcmpMessage {
  readonly type: number;
  readonly code: number;
  /** Octets 4 to 7: identifier and sequence number, pointer, next-hop MTU (RFC 792, RFC 1191). */
  readonly restOfHeader: number;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  /** TTL of the datagram that brought it. */
  readonly ttl: number;
  /** Name of the NIC. */
  readonly nic: string;
  readonly timeNs: number;
  /** Identity of the datagram, and of the one that caused it (0: none known). */
  readonly identity: number;
  readonly cause: number;
  /** What follows the 8 octets of header: data, or the quotation. Valid during the call only. */
  readonly data: Uint8Array;
}

/** Told of ICMP messages. */
export type IcmpListener = (message: IcmpMessage) => void;

/** The message that `packet` carries. */
export function icmpMessage(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
): IcmpMessage {
  const { view, start, bytes } = packet;
  const message = start + headerLength;
  return {
    type: icmpType(view, message),
    code: icmpCode(view, message),
    restOfHeader: icmpRestOfHeader(view, message),
    source: ipv4Source(view, start),
    destination: ipv4Destination(view, start),
    ttl: ipv4Ttl(view, start),
    nic: endpoint.nic.name,
    timeNs: endpoint.host.clock.nowNs,
    identity: packet.identity,
    cause: packet.cause,
    data: bytes.subarray(message + 8, start + packet.length),
  };
}
