import { assertImpairments, type ImpairmentSpec } from '../impairment/index.js';
import { assertQueue, type QueueSpec } from '../queue/index.js';
import type { FramingSpec } from './framing.js';

/**
 * What one direction of a link does to packets, in this order: MTU, queue, rate, duplication, loss,
 * corruption, reordering or delay. Units as in the names.
 */
export interface LinkDirectionSpec extends ImpairmentSpec {
  /** Serialisation rate; null sends at once. */
  readonly rateBitsPerSecond: number | null;
  /** What packets take of the rate beside their own octets; null or absent: nothing. */
  readonly framing?: FramingSpec | null;
  /** One-way propagation delay, an integer; the mean of it with `jitter`. */
  readonly delayNs: number;
  /** Largest network-layer packet in octets. */
  readonly mtu: number;
  /** Packets that may wait for the rate stage (the one being sent does not count), in a FIFO. */
  readonly queueLimitPackets: number;
  /** How packets wait instead; null or absent: in that FIFO, which is the fastest. */
  readonly queue?: QueueSpec | null;
}

/** One end of a link: a NIC of a host, by their names. */
export interface LinkEndSpec {
  readonly host: string;
  readonly nic: string;
}

/** A point-to-point link. `forward` leads from the first end to the second. */
export interface LinkSpec {
  readonly name: string;
  readonly endpoints: readonly [LinkEndSpec, LinkEndSpec];
  readonly forward: LinkDirectionSpec;
  readonly reverse: LinkDirectionSpec;
}

/** Rate 1 Gbit/s, delay 1 ms, MTU 1500, a queue of 100 packets. */
export const DEFAULT_LINK_DIRECTION: LinkDirectionSpec = {
  rateBitsPerSecond: 1e9,
  delayNs: 1e6,
  mtu: 1500,
  queueLimitPackets: 100,
};

/** A direction that cannot be. */
export class LinkSpecError extends RangeError {
  override readonly name = 'LinkSpecError';
  readonly code = 'impossible-link';
}

/**
 * Throws a {@link LinkSpecError} (or one of the queue's or the impairments' own) that names what is
 * impossible about a direction.
 */
export function assertLinkDirection(spec: LinkDirectionSpec): void {
  const { rateBitsPerSecond, delayNs, mtu, queueLimitPackets } = spec;
  const rules: [boolean, string][] = [
    [rateBitsPerSecond === null || rateBitsPerSecond > 0, `a rate of ${rateBitsPerSecond} bit/s`],
    [Number.isInteger(delayNs) && delayNs >= 0, `a delay of ${delayNs} ns`],
    [Number.isInteger(mtu) && mtu > 0, `an MTU of ${mtu} octets`],
    [queueLimitPackets >= 0, `a queue of ${queueLimitPackets} packets`],
  ];
  for (const [holds, what] of rules) if (!holds) throw new LinkSpecError(`${what} is impossible`);
  if (spec.framing != null) assertFraming(spec.framing);
  assertImpairments(spec);
  if (spec.queue != null) assertQueue(spec.queue);
}

function assertFraming(framing: FramingSpec): void {
  const { overheadBytes, cellBytes = 0, cellOverheadBytes = 0 } = framing;
  const rules: [boolean, string][] = [
    [Number.isSafeInteger(overheadBytes), `an overhead of ${overheadBytes} octets a packet`],
    [Number.isSafeInteger(cellBytes) && cellBytes >= 0, `a cell of ${cellBytes} octets`],
    [Number.isSafeInteger(cellOverheadBytes), `an overhead of ${cellOverheadBytes} octets a cell`],
  ];
  for (const [holds, what] of rules) if (!holds) throw new LinkSpecError(`${what} is impossible`);
}
