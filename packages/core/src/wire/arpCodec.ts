// ARP packets for IPv4 over Ethernet as checked values (RFC 826).
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { MacAddress } from '../address/macAddress.js';
import * as field from './arp.js';
import { type CodecError, codecError } from './codecError.js';
import { assertFits, tooShort, viewOf, windowOf } from './octets.js';

export interface ArpPacket {
  /** `ARP_REQUEST`, `ARP_REPLY`, or another operation; 16 bits. */
  readonly operation: number;
  readonly senderMac: MacAddress;
  readonly senderIpv4: Ipv4Address;
  /** Not known, hence 0 as a rule, in a request. */
  readonly targetMac: MacAddress;
  readonly targetIpv4: Ipv4Address;
}

/**
 * The packet in `length` octets from `offset`, or why there is none: other hardware or protocols than
 * IPv4 over Ethernet are an `unsupported-format`. Ethernet's padding may follow.
 */
export function decodeArp(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
): ArpPacket | CodecError {
  const octets = windowOf(bytes, offset, length);
  if (octets.length < field.ARP_LENGTH) {
    return tooShort('ARP packet', octets.length, field.ARP_LENGTH);
  }
  const view = viewOf(octets);
  if (!field.arpIsEthernetIpv4(view, 0)) {
    return codecError('unsupported-format', 0, 'ARP packet: not for IPv4 over Ethernet');
  }
  return {
    operation: field.arpOperation(view, 0),
    senderMac: field.arpSenderMac(view, 0),
    senderIpv4: field.arpSenderIpv4(view, 0),
    targetMac: field.arpTargetMac(view, 0),
    targetIpv4: field.arpTargetIpv4(view, 0),
  };
}

/** The 28 octets of a packet. A value that its field cannot hold is a `RangeError`. */
export function encodeArp(packet: ArpPacket): Uint8Array {
  assertFits('ARP operation', packet.operation, 16);
  assertFits('ARP sender hardware address', packet.senderMac, 48);
  assertFits('ARP sender protocol address', packet.senderIpv4, 32);
  assertFits('ARP target hardware address', packet.targetMac, 48);
  assertFits('ARP target protocol address', packet.targetIpv4, 32);
  const bytes = new Uint8Array(field.ARP_LENGTH);
  const view = viewOf(bytes);
  field.setArpEthernetIpv4(view, 0);
  field.setArpOperation(view, 0, packet.operation);
  field.setArpSenderMac(view, 0, packet.senderMac);
  field.setArpSenderIpv4(view, 0, packet.senderIpv4);
  field.setArpTargetMac(view, 0, packet.targetMac);
  field.setArpTargetIpv4(view, 0, packet.targetIpv4);
  return bytes;
}
