import { type MacAddress, macAddress } from '@packetloom/core';

const FNV_PRIME = 0x01000193;
const LOW_BASIS = 0x811c9dc5;
const HIGH_BASIS = 0x9747b28c;
/** 02:…: locally administered, one station (IEEE 802 8.4). */
const LOCALLY_ADMINISTERED = 0x02_00_00_00_00_00;
const HIGH_OCTET = 2 ** 32;

/**
 * The MAC address that a NIC has unless it is given one: 02, then 40 bits that depend on the names of
 * host and NIC alone (FNV-1a over `HOST:NIC`, twice), so that nothing else that is added changes it.
 */
export function derivedLinkAddress(host: string, nic: string): MacAddress {
  const name = `${host}:${nic}`;
  const high = fnv1a(name, HIGH_BASIS) >>> 24;
  return macAddress(LOCALLY_ADMINISTERED + high * HIGH_OCTET + fnv1a(name, LOW_BASIS));
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  return hash >>> 0;
}
