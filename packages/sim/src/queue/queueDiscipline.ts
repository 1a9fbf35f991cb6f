import type { Disposition, PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import type { QueueSpec } from './queueDisciplines.js';

/**
 * Decides which packets wait for the rate stage of a direction, in which order they leave, and which are
 * dropped. It owns what it holds, and may use `next`, `timeNs` and `tag` of these packets.
 */
export interface QueueDiscipline {
  /** Takes a packet over: it waits, or ends by {@link QueueDisciplineContext.drop} (or another one does). */
  enqueue(packet: PacketBuffer, nowNs: number): void;
  /** The packet to send now; null only if none waits. Packets may be dropped on the way. */
  dequeue(nowNs: number): PacketBuffer | null;
  /** A packet that waits, whichever, without a decision about it; null if none waits. Empties a queue. */
  remove(): PacketBuffer | null;
  /** Packets that wait. */
  readonly packets: number;
  /** Octets that wait, link headers included. */
  readonly bytes: number;
}

/** What a discipline is made with. */
export interface QueueDisciplineContext {
  /** A random stream of the direction's queue, by purpose. */
  stream(purpose: string): UniformStream;
  /** Rate of the direction now; null sends at once. */
  rateBitsPerSecond(): number | null;
  /** Ends a packet: `queue-full` for want of room, `queue-early-drop` to signal congestion. */
  drop(packet: PacketBuffer, disposition: Disposition): void;
  /** Counts a packet that was marked by ECN. */
  marked(): void;
}

/** Makes the queue discipline of a direction. */
export type QueueDisciplineFactory = (
  spec: QueueSpec,
  context: QueueDisciplineContext,
) => QueueDiscipline;

/** Octets that a packet takes in a queue and on the line. */
export function queuedBytes(packet: PacketBuffer): number {
  return packet.length + packet.linkHeaderLength;
}
