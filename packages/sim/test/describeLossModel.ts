import { PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import type { LossModel } from '../src/impairment/index.js';
import { NamedRandom, type UniformStream } from '../src/random/index.js';
import { tellingOf } from './tellingOf.js';

const PACKETS = 2000;

/** What every loss model does; `make` makes one that loses some packets of many, not all. */
export function describeLossModel(name: string, make: (stream: UniformStream) => LossModel): void {
  describe(`${name} as a loss model`, () => {
    const decisions = (seed: number) => {
      const model = make(new NamedRandom(seed).stream('loss'));
      const pool = new PacketPool();
      return Array.from({ length: PACKETS }, (_, place) => {
        const packet = pool.from(Uint8Array.of(place >> 8, place & 255));
        return model.loses(packet);
      });
    };

    it('decides the same for the same stream', () => {
      expect(decisions(3)).toEqual(decisions(3));
    });

    it('loses some packets and not others', () => {
      expect(new Set(decisions(3)).size).toBe(2);
    });

    it('neither changes nor ends nor keeps a packet', () => {
      const pool = new PacketPool();
      const model = make(new NamedRandom(1).stream('loss'));
      for (let round = 0; round < PACKETS; round++) {
        const packet = pool.from(Uint8Array.of(1, 2, 3));
        const before = tellingOf(packet);
        model.loses(packet);
        expect(tellingOf(packet)).toBe(before);
        pool.end(packet, 0);
      }
    });
  });
}
