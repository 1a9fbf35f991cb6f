import type { PacketBuffer } from '@packetloom/core';
import { IPV4_MIN_HEADER_LENGTH, ipv4TypeOfService } from '@packetloom/core/wire';
import type { QueueDiscipline, QueueDisciplineContext } from './queueDiscipline.js';
import type { QueueSpec } from './queueDisciplines.js';
import { impossible } from './queueSpecError.js';

const MAX_BANDS = 256;
const MAX_DSCP = 63;
const DEFAULT_BAND_QUEUE: QueueSpec = { kind: 'fifo', limitPackets: 1000 };

/** A band of {@link PriorityQueueSpec}. */
export interface PriorityBandSpec {
  /** Code points (0 to 63, RFC 2474) that belong to it. */
  readonly dscp: readonly number[];
  /** How its packets wait; default a FIFO of 1000 packets. */
  readonly queue?: QueueSpec;
}

/** Bands of which a later one is served only while the earlier are empty; see `PriorityQueue`. */
export interface PriorityQueueSpec {
  readonly kind: 'priority';
  /** The first is the most urgent. */
  readonly bands: readonly PriorityBandSpec[];
  /** Place of the band of all other code points; default the last. */
  readonly defaultBand?: number;
}

const CODE_POINTS = 64;
/** The code point is the upper six bits of the octet that was type of service (RFC 2474, section 3). */
const DSCP_SHIFT = 2;

/**
 * Strict priority by DSCP: a band is served only while all before it are empty (Linux: `prio`). Each band
 * is a discipline of its own.
 */
export class PriorityQueue implements QueueDiscipline {
  readonly #bands: readonly QueueDiscipline[];
  readonly #bandOf: Uint8Array;

  /** `bands`: a discipline for each band of `spec`. */
  constructor(spec: PriorityQueueSpec, bands: readonly QueueDiscipline[]) {
    this.#bands = bands;
    this.#bandOf = new Uint8Array(CODE_POINTS).fill(spec.defaultBand ?? bands.length - 1);
    spec.bands.forEach(({ dscp }, band) => {
      for (const codePoint of dscp) this.#bandOf[codePoint] = band;
    });
  }

  get packets(): number {
    let packets = 0;
    for (const band of this.#bands) packets += band.packets;
    return packets;
  }

  get bytes(): number {
    let bytes = 0;
    for (const band of this.#bands) bytes += band.bytes;
    return bytes;
  }

  enqueue(packet: PacketBuffer, nowNs: number): void {
    const { view, start, length } = packet;
    const codePoint =
      length < IPV4_MIN_HEADER_LENGTH ? 0 : ipv4TypeOfService(view, start) >> DSCP_SHIFT;
    const band = this.#bands[this.#bandOf[codePoint] as number] as QueueDiscipline;
    band.enqueue(packet, nowNs);
  }

  dequeue(nowNs: number): PacketBuffer | null {
    for (const band of this.#bands) {
      const packet = band.packets === 0 ? null : band.dequeue(nowNs);
      if (packet !== null) return packet;
    }
    return null;
  }

  remove(): PacketBuffer | null {
    for (const band of this.#bands) {
      const packet = band.remove();
      if (packet !== null) return packet;
    }
    return null;
  }
}

/** Bands with random streams of their own; `make` makes their queues. */
export function makePriority(
  spec: PriorityQueueSpec,
  context: QueueDisciplineContext,
  make: (spec: QueueSpec, context: QueueDisciplineContext) => QueueDiscipline,
): PriorityQueue {
  const bands = spec.bands.map(({ queue = DEFAULT_BAND_QUEUE }, index) =>
    make(queue, { ...context, stream: (purpose) => context.stream(`band${index}/${purpose}`) }),
  );
  return new PriorityQueue(spec, bands);
}

/** Throws a `QueueSpecError`; `check` looks at the queues of bands. */
export function checkPriority(spec: PriorityQueueSpec, check: (spec: QueueSpec) => void): void {
  const { bands, defaultBand = 0 } = spec;
  if (bands.length === 0 || bands.length > MAX_BANDS) {
    throw impossible(`a priority queue with ${bands.length} bands`);
  }
  if (bands[defaultBand] === undefined) {
    throw impossible(`a priority queue with defaultBand ${defaultBand} of ${bands.length} bands`);
  }
  const taken = new Set<number>();
  for (const { dscp, queue } of bands) {
    for (const codePoint of dscp) {
      const fits = Number.isInteger(codePoint) && codePoint >= 0 && codePoint <= MAX_DSCP;
      if (!fits) throw impossible(`a priority band for DSCP ${codePoint}`);
      if (taken.has(codePoint)) throw impossible(`DSCP ${codePoint} twice in the bands`);
      taken.add(codePoint);
    }
    if (queue !== undefined) check(queue);
  }
}
