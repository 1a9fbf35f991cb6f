import type { PacketBuffer } from '@packetloom/core';
import { IPV4_MIN_HEADER_LENGTH, ipv4TypeOfService } from '@packetloom/core/wire';
import type { QueueDiscipline } from './queueDiscipline.js';
import type { PriorityQueueSpec } from './queueSpec.js';

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
