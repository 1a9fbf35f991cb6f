import type { PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import { CorrelatedTrial } from './correlatedTrial.js';
import type { ProbabilitySpec } from './impairmentSpec.js';

const BITS_PER_OCTET = 8;

/**
 * Chooses one bit, uniformly among all of the packet (link header not included), of each packet
 * concerned, as netem's `corrupt`. With it inverted, the packet goes on: who checks checksums finds out.
 */
export class Corruption {
  readonly #chance: CorrelatedTrial;
  readonly #positions: UniformStream;

  /** `chances` decides which packets, `positions` which bits: two streams, as their numbers differ. */
  constructor(spec: ProbabilitySpec, chances: UniformStream, positions: UniformStream) {
    this.#chance = new CorrelatedTrial(spec, chances);
    this.#positions = positions;
  }

  /** Position of the bit to be inverted, counted from the start of the packet; −1: none. */
  choose(packet: PacketBuffer): number {
    if (!this.#chance.happens()) return -1;
    const bit = Math.floor(this.#positions.unit() * packet.length * BITS_PER_OCTET);
    return packet.length === 0 ? -1 : bit;
  }
}

/** Inverts a bit; bit 0 is the first one on the wire, the most significant of its octet. */
export function invertBit(packet: PacketBuffer, bit: number): void {
  const octet = packet.start + (bit >> 3);
  packet.bytes[octet] = (packet.bytes[octet] as number) ^ (0x80 >> (bit & 7));
}
