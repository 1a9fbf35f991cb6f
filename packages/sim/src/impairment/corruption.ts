import type { PacketBuffer } from '@packetloom/core';
import type { UniformStream } from '../random/index.js';
import { Chance } from './chance.js';
import type { ChanceSpec } from './impairmentSpec.js';

const BITS_PER_OCTET = 8;

/**
 * Inverts one bit, uniformly chosen among all of the packet (link header not included), of each packet
 * concerned, as netem's `corrupt`. The packet goes on; whoever checks its checksums finds out.
 */
export class Corruption {
  readonly #chance: Chance;
  readonly #positions: UniformStream;

  /** `chances` decides which packets, `positions` which bits: two streams, as their numbers differ. */
  constructor(spec: ChanceSpec, chances: UniformStream, positions: UniformStream) {
    this.#chance = new Chance(spec, chances);
    this.#positions = positions;
  }

  /** Inverts a bit or not; the bit's position from the start of the packet, or −1. */
  corrupt(packet: PacketBuffer): number {
    if (!this.#chance.happens() || packet.length === 0) return -1;
    const bit = Math.floor(this.#positions.unit() * packet.length * BITS_PER_OCTET);
    const octet = packet.start + (bit >> 3);
    // Bit 0 is the first one on the wire: the most significant.
    packet.bytes[octet] = (packet.bytes[octet] as number) ^ (0x80 >> (bit & 7));
    return bit;
  }
}
