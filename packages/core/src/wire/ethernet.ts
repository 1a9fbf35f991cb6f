// Hot path: the fields of an Ethernet II header (RFC 894, IEEE 802.3 3.2.6) in place. `start` is where
// the frame begins; frames carry no preamble and no frame check sequence. As a checked value:
// ethernetCodec.ts.
import type { MacAddress } from '../address/macAddress.js';

/** Where each field begins, in octets. */
export const ETHERNET_OFFSET = {
  destination: 0,
  source: 6,
  etherType: 12,
  payload: 14,
} as const;

/** Octets of the header. */
export const ETHERNET_HEADER_LENGTH = 14;
/** Numbers below this in the type's place are IEEE 802.3 lengths (IEEE 802.3 3.2.6). */
export const ETHERNET_MIN_ETHER_TYPE = 0x0600;

// EtherTypes (IANA ieee-802-numbers).
export const ETHER_TYPE_IPV4 = 0x0800;
export const ETHER_TYPE_ARP = 0x0806;
export const ETHER_TYPE_VLAN = 0x8100;
export const ETHER_TYPE_IPV6 = 0x86dd;

/** Reads six octets as a 48-bit number. */
export function readMacAddress(view: DataView, offset: number): MacAddress {
  return (view.getUint16(offset) * 0x100000000 + view.getUint32(offset + 2)) as MacAddress;
}

/** Writes a 48-bit number as six octets. */
export function writeMacAddress(view: DataView, offset: number, mac: MacAddress): void {
  view.setUint16(offset, mac / 0x100000000);
  // Stored modulo 2^32.
  view.setUint32(offset + 2, mac);
}

export function ethernetDestination(view: DataView, start: number): MacAddress {
  return readMacAddress(view, start);
}

export function setEthernetDestination(view: DataView, start: number, mac: MacAddress): void {
  writeMacAddress(view, start, mac);
}

export function ethernetSource(view: DataView, start: number): MacAddress {
  return readMacAddress(view, start + ETHERNET_OFFSET.source);
}

export function setEthernetSource(view: DataView, start: number, mac: MacAddress): void {
  writeMacAddress(view, start + ETHERNET_OFFSET.source, mac);
}

export function ethernetEtherType(view: DataView, start: number): number {
  return view.getUint16(start + ETHERNET_OFFSET.etherType);
}

export function setEthernetEtherType(view: DataView, start: number, etherType: number): void {
  view.setUint16(start + ETHERNET_OFFSET.etherType, etherType);
}
