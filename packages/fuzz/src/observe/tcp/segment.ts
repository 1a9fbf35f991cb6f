import { decodeTcp, isCodecError, type TcpSegment } from '@packetloom/core/wire';
import type { PacketSummary } from '@packetloom/sim';
import { datagramOf } from '../packets.js';

/** A whole segment, and the ends that it names: `ADDRESS:PORT`, the address as a number. */
export interface ObservedSegment extends TcpSegment {
  readonly from: string;
  readonly to: string;
  /** Number behind the last one that it takes, SYN and FIN counted. */
  readonly endSequence: number;
}

const TCP = 6;
const FIN = 0x01;
const SYN = 0x02;

/** The segment in a packet; null where there is none, or not all of it. */
export function segmentOf(packet: PacketSummary): ObservedSegment | null {
  if (packet.protocol !== TCP || packet.arpOperation !== undefined) return null;
  const datagram = datagramOf(packet);
  if (datagram === null || datagram.moreFragments || datagram.fragmentOffsetBytes > 0) return null;
  const { payload, source, destination } = datagram;
  const segment = decodeTcp(payload);
  if (isCodecError(segment)) return null;
  const { sequence, flags } = segment;
  const length =
    segment.payload.length + ((flags & FIN) === 0 ? 0 : 1) + ((flags & SYN) === 0 ? 0 : 1);
  return {
    ...segment,
    from: `${source}:${segment.sourcePort}`,
    to: `${destination}:${segment.destinationPort}`,
    endSequence: (sequence + length) >>> 0,
  };
}

/** How far one sequence number lies behind another, -2^31 to 2^31 - 1 (RFC 9293 3.4). */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}
