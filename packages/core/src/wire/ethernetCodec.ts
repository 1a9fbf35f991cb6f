// Ethernet II frames as checked values (RFC 894), without preamble and frame check sequence.
import type { MacAddress } from '../address/macAddress.js';
import { type CodecError, codecError } from './codecError.js';
import * as field from './ethernet.js';
import { assertFits, NO_OCTETS, tooShort, viewOf, windowOf } from './octets.js';

export interface EthernetHeader {
  readonly destination: MacAddress;
  readonly source: MacAddress;
  /** `ETHER_TYPE_IPV4` and the like: 0x0600 to 0xffff. */
  readonly etherType: number;
}

export interface EthernetFrame extends EthernetHeader {
  /** What follows the header, padding included; a view of the octets decoded, not a copy. */
  readonly payload: Uint8Array;
}

/**
 * The frame that fills `length` octets from `offset`, or why there is none. IEEE 802.3 frames, with a
 * length in the type's place, are an `unsupported-format`; a VLAN tag is part of the payload.
 */
export function decodeEthernet(
  bytes: Uint8Array,
  offset = 0,
  length: number = bytes.length - offset,
): EthernetFrame | CodecError {
  const octets = windowOf(bytes, offset, length);
  if (octets.length < field.ETHERNET_HEADER_LENGTH) {
    return tooShort('Ethernet header', octets.length, field.ETHERNET_HEADER_LENGTH);
  }
  const view = viewOf(octets);
  const etherType = field.ethernetEtherType(view, 0);
  if (etherType < field.ETHERNET_MIN_ETHER_TYPE) {
    const message = `Ethernet frame: ${etherType} is a length of IEEE 802.3, not a type`;
    return codecError('unsupported-format', field.ETHERNET_OFFSET.etherType, message);
  }
  return {
    destination: field.ethernetDestination(view, 0),
    source: field.ethernetSource(view, 0),
    etherType,
    payload: octets.subarray(field.ETHERNET_OFFSET.payload),
  };
}

/** The octets of a frame, not padded. A value that its field cannot hold is a `RangeError`. */
export function encodeEthernet(
  header: EthernetHeader,
  payload: Uint8Array = NO_OCTETS,
): Uint8Array {
  assertFits('Ethernet destination', header.destination, 48);
  assertFits('Ethernet source', header.source, 48);
  assertFits('EtherType', header.etherType, 16);
  const bytes = new Uint8Array(field.ETHERNET_HEADER_LENGTH + payload.length);
  const view = viewOf(bytes);
  field.setEthernetDestination(view, 0, header.destination);
  field.setEthernetSource(view, 0, header.source);
  field.setEthernetEtherType(view, 0, header.etherType);
  bytes.set(payload, field.ETHERNET_OFFSET.payload);
  return bytes;
}
