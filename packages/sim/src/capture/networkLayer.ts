import {
  ETHER_TYPE_ARP,
  ETHER_TYPE_IPV4,
  ETHER_TYPE_IPV6,
  ETHERNET_HEADER_LENGTH,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Version,
} from '@packetloom/core/wire';
import type { CaptureRecord } from './captureFile.js';
import { LINK_TYPE } from './pcapngFormat.js';

/**
 * Why a packet of a capture is left out of a replay: it is ARP, IPv6 or of another protocol; it is too
 * short for its headers, or says that it is IPv4 and is not; or nothing is known of its link type.
 */
export type LeftOutReason = 'arp' | 'ipv6' | 'otherProtocol' | 'malformed' | 'linkType';

/** Where the IPv4 header begins, or why there is none. */
export type NetworkLayer = { readonly ipv4At: number } | { readonly leftOut: LeftOutReason };

/** IEEE 802.1Q and 802.1ad, and what stood for the latter before it: four octets more each. */
const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100];
const VLAN_TAG_LENGTH = 4;
/** IEEE 802.3: up to here the field is a length, and LLC follows. */
const MAX_802_3_LENGTH = 1500;
/** Instead of an EtherType in Linux cooked headers: LLC follows. */
const COOKED_802_2 = 4;
/** LLC and SNAP of RFC 1042, up to the EtherType. */
const SNAP = [0xaa, 0xaa, 3, 0, 0, 0] as const;
const ETHERTYPE_LENGTH = 2;
/** Where the EtherType stands in Linux cooked headers, and how long these are. */
const SLL = { typeAt: 14, length: 16 } as const;
const SLL2 = { typeAt: 0, length: 20 } as const;
/** Protocol families in BSD loopback headers; the BSDs, Darwin and Linux do not agree on IPv6. */
const FAMILY_LENGTH = 4;
const FAMILY_IPV4 = 2;
const FAMILIES_IPV6: readonly number[] = [10, 24, 28, 30];

/** Finds the IPv4 packet in what was captured (tcpdump.org/linktypes.html). */
export function networkLayerOf({ linkType, octets }: CaptureRecord): NetworkLayer {
  const found = behindLinkHeader(linkType, octets);
  if ('leftOut' in found) return found;
  const { ipv4At } = found;
  if (octets.length - ipv4At < IPV4_MIN_HEADER_LENGTH) return { leftOut: 'malformed' };
  const version = ipv4Version(viewOf(octets), ipv4At);
  return version === 4 ? found : { leftOut: 'malformed' };
}

function behindLinkHeader(linkType: number, octets: Uint8Array): NetworkLayer {
  switch (linkType) {
    case LINK_TYPE.ethernet:
      return behindEtherType(octets, ETHERNET_HEADER_LENGTH - ETHERTYPE_LENGTH);
    case LINK_TYPE.linuxSll:
      return behindEtherType(octets, SLL.typeAt, SLL.length);
    case LINK_TYPE.linuxSll2:
      return behindEtherType(octets, SLL2.typeAt, SLL2.length);
    case LINK_TYPE.null:
    case LINK_TYPE.loop:
      return behindFamily(octets);
    case LINK_TYPE.raw:
    case LINK_TYPE.rawOfMost:
    case LINK_TYPE.rawOfOpenBsd:
      return byVersion(octets);
    case LINK_TYPE.ipv4:
      return { ipv4At: 0 };
    case LINK_TYPE.ipv6:
      return { leftOut: 'ipv6' };
    default:
      return { leftOut: 'linkType' };
  }
}

/** The payload begins behind the EtherType, or where the header says; tags and LLC come first in it. */
function behindEtherType(
  octets: Uint8Array,
  typeAt: number,
  payloadAt = typeAt + ETHERTYPE_LENGTH,
): NetworkLayer {
  if (octets.length < payloadAt) return { leftOut: 'malformed' };
  const view = viewOf(octets);
  let type = view.getUint16(typeAt);
  let at = payloadAt;
  while (VLAN_TAGS.includes(type)) {
    if (octets.length < at + VLAN_TAG_LENGTH) return { leftOut: 'malformed' };
    type = view.getUint16(at + ETHERTYPE_LENGTH);
    at += VLAN_TAG_LENGTH;
  }
  const cooked = payloadAt !== typeAt + ETHERTYPE_LENGTH;
  const hasLlc = type === COOKED_802_2 || (!cooked && type <= MAX_802_3_LENGTH);
  if (hasLlc && SNAP.every((octet, offset) => octets[at + offset] === octet)) {
    if (octets.length < at + SNAP.length + ETHERTYPE_LENGTH) return { leftOut: 'malformed' };
    type = view.getUint16(at + SNAP.length);
    at += SNAP.length + ETHERTYPE_LENGTH;
  }
  if (type === ETHER_TYPE_IPV4) return { ipv4At: at };
  if (type === ETHER_TYPE_ARP) return { leftOut: 'arp' };
  return { leftOut: type === ETHER_TYPE_IPV6 ? 'ipv6' : 'otherProtocol' };
}

/** The byte order is the one of the machine that captured, which no field tells. */
function behindFamily(octets: Uint8Array): NetworkLayer {
  if (octets.length < FAMILY_LENGTH) return { leftOut: 'malformed' };
  const view = viewOf(octets);
  const families = [view.getUint32(0, true), view.getUint32(0, false)];
  if (families.includes(FAMILY_IPV4)) return { ipv4At: FAMILY_LENGTH };
  const isIpv6 = families.some((family) => FAMILIES_IPV6.includes(family));
  return { leftOut: isIpv6 ? 'ipv6' : 'otherProtocol' };
}

/** Raw IP is of either version. */
function byVersion(octets: Uint8Array): NetworkLayer {
  const isIpv6 = octets.length > 0 && ipv4Version(viewOf(octets), 0) === 6;
  return isIpv6 ? { leftOut: 'ipv6' } : { ipv4At: 0 };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
