import { IPV4_MIN_HEADER_LENGTH, ipv4TotalLength } from '@packetloom/core/wire';
import type { CaptureFile } from './captureFile.js';
import { type LeftOutReason, networkLayerOf } from './networkLayer.js';

/** An IPv4 packet to be sent at a time. */
export interface ReplayDatagram {
  /** Nanoseconds after the first one of the file. */
  readonly timeNs: number;
  /** The packet, from its IPv4 header on; borrowed from the file. */
  readonly octets: Uint8Array;
}

/** How many packets of a capture are left out of its replay, by reason. */
export type LeftOut = Readonly<Record<LeftOutReason, number>>;

/** What can be replayed of a capture file. */
export interface Replay {
  /** In the order of the file; times never descend. */
  readonly datagrams: readonly ReplayDatagram[];
  readonly leftOut: LeftOut;
  /** Link types of which nothing is known, in the order of the file, each once. */
  readonly unknownLinkTypes: readonly number[];
}

/**
 * The IPv4 packets of a capture file, with times from the first one on. A packet without a stamp, or with
 * an earlier one than the packet before it, comes with that one. Padding of frames is cut off.
 */
export function replayDatagrams({ packets }: CaptureFile): Replay {
  const datagrams: ReplayDatagram[] = [];
  const leftOut = { arp: 0, ipv6: 0, otherProtocol: 0, malformed: 0, linkType: 0 };
  const unknownLinkTypes = new Set<number>();
  let firstNs: bigint | null = null;
  let timeNs = 0;
  for (const record of packets) {
    const found = networkLayerOf(record);
    if ('leftOut' in found) {
      leftOut[found.leftOut] += 1;
      if (found.leftOut === 'linkType') unknownLinkTypes.add(record.linkType);
      continue;
    }
    if (record.stampNs !== null) {
      firstNs ??= record.stampNs - BigInt(timeNs);
      timeNs = Math.max(timeNs, Number(record.stampNs - firstNs));
    }
    datagrams.push({ timeNs, octets: withoutPadding(record.octets, found.ipv4At) });
  }
  return { datagrams, leftOut, unknownLinkTypes: [...unknownLinkTypes] };
}

/** A packet that was cut when captured stays cut. */
function withoutPadding(octets: Uint8Array, at: number): Uint8Array {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const length = Math.max(IPV4_MIN_HEADER_LENGTH, ipv4TotalLength(view, at));
  return octets.subarray(at, at + length);
}
