// Hot path: the fields of an ARP packet for IPv4 over Ethernet (RFC 826) in place. `start` is where
// the packet begins. Nothing is checked; the same packet as a checked value: arpCodec.ts.

import type { Ipv4Address } from '../address/ipv4Address.js';
import type { MacAddress } from '../address/macAddress.js';
import { readMacAddress, writeMacAddress } from './ethernet.js';

/** Where each field begins, in octets, for 6-octet hardware and 4-octet protocol addresses. */
export const ARP_OFFSET = {
  hardwareType: 0,
  protocolType: 2,
  hardwareLength: 4,
  protocolLength: 5,
  operation: 6,
  senderHardwareAddress: 8,
  senderProtocolAddress: 14,
  targetHardwareAddress: 18,
  targetProtocolAddress: 24,
} as const;

/** Octets of an ARP packet for IPv4 over Ethernet. */
export const ARP_LENGTH = 28;
/** Hardware type of Ethernet (RFC 826, IANA). */
export const ARP_HARDWARE_ETHERNET = 1;
/** Protocol type of IPv4: its EtherType. */
export const ARP_PROTOCOL_IPV4 = 0x0800;

export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

/** Hardware and protocol type, and both address lengths, as one 48-bit pattern. */
const ETHERNET_IPV4_TYPES = 0x00010800;
const ETHERNET_IPV4_LENGTHS = 0x0604;

/** Whether the first six octets say IPv4 over Ethernet, as the rest of this file assumes. */
export function arpIsEthernetIpv4(view: DataView, start: number): boolean {
  return (
    view.getUint32(start) === ETHERNET_IPV4_TYPES &&
    view.getUint16(start + ARP_OFFSET.hardwareLength) === ETHERNET_IPV4_LENGTHS
  );
}

/** Writes the first six octets: IPv4 over Ethernet. */
export function setArpEthernetIpv4(view: DataView, start: number): void {
  view.setUint32(start, ETHERNET_IPV4_TYPES);
  view.setUint16(start + ARP_OFFSET.hardwareLength, ETHERNET_IPV4_LENGTHS);
}

/** `ARP_REQUEST`, `ARP_REPLY`, or another operation. */
export function arpOperation(view: DataView, start: number): number {
  return view.getUint16(start + ARP_OFFSET.operation);
}

export function setArpOperation(view: DataView, start: number, operation: number): void {
  view.setUint16(start + ARP_OFFSET.operation, operation);
}

export function arpSenderMac(view: DataView, start: number): MacAddress {
  return readMacAddress(view, start + ARP_OFFSET.senderHardwareAddress);
}

export function setArpSenderMac(view: DataView, start: number, mac: MacAddress): void {
  writeMacAddress(view, start + ARP_OFFSET.senderHardwareAddress, mac);
}

export function arpSenderIpv4(view: DataView, start: number): Ipv4Address {
  return view.getUint32(start + ARP_OFFSET.senderProtocolAddress) as Ipv4Address;
}

export function setArpSenderIpv4(view: DataView, start: number, address: Ipv4Address): void {
  view.setUint32(start + ARP_OFFSET.senderProtocolAddress, address);
}

export function arpTargetMac(view: DataView, start: number): MacAddress {
  return readMacAddress(view, start + ARP_OFFSET.targetHardwareAddress);
}

export function setArpTargetMac(view: DataView, start: number, mac: MacAddress): void {
  writeMacAddress(view, start + ARP_OFFSET.targetHardwareAddress, mac);
}

export function arpTargetIpv4(view: DataView, start: number): Ipv4Address {
  return view.getUint32(start + ARP_OFFSET.targetProtocolAddress) as Ipv4Address;
}

export function setArpTargetIpv4(view: DataView, start: number, address: Ipv4Address): void {
  view.setUint32(start + ARP_OFFSET.targetProtocolAddress, address);
}
