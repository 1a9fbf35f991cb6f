import {
  ETHERNET_HEADER_LENGTH,
  IPV4_MIN_HEADER_LENGTH,
  ipv4TotalLength,
  ipv4Version,
} from '@packetloom/core/header';
import type { CaptureFile, CaptureRecord } from './captureFile.js';
import { LINK_TYPE } from './pcapngFormat.js';

/** An IPv4 packet to be sent at a time. */
export interface ReplayDatagram {
  /** Nanoseconds after the first one of the file. */
  readonly timeNs: number;
  /** The packet, from its IPv4 header on; borrowed from the file. */
  readonly octets: Uint8Array;
}

/** What can be replayed of a capture file. */
export interface Replay {
  /** In the order of the file; times never descend. */
  readonly datagrams: readonly ReplayDatagram[];
  /** Packets left out: not IPv4, or of a link type that is neither Ethernet nor IP. */
  readonly skipped: number;
}

const ETHERTYPE_AT = 12;
const ETHERTYPE_IPV4 = 0x0800;
/** IEEE 802.1Q and 802.1ad: four octets more, with the next type at their end. */
const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8];
const VLAN_TAG_LENGTH = 4;

/**
 * The IPv4 packets of a capture file, with times from the first one on. A packet without a stamp, or with
 * an earlier one than the packet before it, comes with that one. Padding of frames is cut off.
 */
export function replayDatagrams({ packets }: CaptureFile): Replay {
  const datagrams: ReplayDatagram[] = [];
  let firstNs: bigint | null = null;
  let timeNs = 0;
  for (const record of packets) {
    const octets = ipv4Of(record);
    if (octets === null) continue;
    if (record.stampNs !== null) {
      firstNs ??= record.stampNs - BigInt(timeNs);
      timeNs = Math.max(timeNs, Number(record.stampNs - firstNs));
    }
    datagrams.push({ timeNs, octets });
  }
  return { datagrams, skipped: packets.length - datagrams.length };
}

/** The IPv4 packet of a record, or null if it is none. One that was cut when captured stays cut. */
function ipv4Of({ linkType, octets }: CaptureRecord): Uint8Array | null {
  const start = linkType === LINK_TYPE.ethernet ? ipv4StartOf(octets) : 0;
  const isIp =
    linkType === LINK_TYPE.ethernet || linkType === LINK_TYPE.raw || linkType === LINK_TYPE.ipv4;
  if (!isIp || start === null || octets.length - start < IPV4_MIN_HEADER_LENGTH) return null;
  const view = new DataView(octets.buffer, octets.byteOffset + start, octets.length - start);
  if (ipv4Version(view, 0) !== 4) return null;
  const length = Math.max(IPV4_MIN_HEADER_LENGTH, ipv4TotalLength(view, 0));
  return octets.subarray(start, start + length);
}

/** Where the IPv4 header begins in an Ethernet frame; null if none does. */
function ipv4StartOf(frame: Uint8Array): number | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  let at = ETHERTYPE_AT;
  while (at + 2 <= frame.length && VLAN_TAGS.includes(view.getUint16(at))) at += VLAN_TAG_LENGTH;
  if (frame.length < ETHERNET_HEADER_LENGTH || at + 2 > frame.length) return null;
  return view.getUint16(at) === ETHERTYPE_IPV4 ? at + 2 : null;
}
