import { PacketPool } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import type { DelayModel } from '../src/impairment/index.js';
import { NamedRandom, type UniformStream } from '../src/random/index.js';
import { tellingOf } from './tellingOf.js';

const PACKETS = 2000;

/** What every delay model does. */
export function describeDelayModel(
  name: string,
  make: (stream: UniformStream) => DelayModel,
): void {
  describe(`${name} as a delay model`, () => {
    const pool = new PacketPool();
    const delays = (seed: number, meanNs: number) => {
      const model = make(new NamedRandom(seed).stream('jitter'));
      const packet = pool.allocate(100);
      return Array.from({ length: PACKETS }, () => model.delayNs(packet, meanNs));
    };

    it.each([0, 1, 1_000_000])(
      'delays by whole nanoseconds, never negative, around %i ns',
      (mean) => {
        for (const delayNs of delays(1, mean)) {
          expect(Number.isSafeInteger(delayNs) && delayNs >= 0).toBe(true);
        }
      },
    );

    it('delays by the same for the same stream', () => {
      expect(delays(7, 5_000_000)).toEqual(delays(7, 5_000_000));
    });

    it('neither changes nor ends a packet', () => {
      const packet = pool.from(Uint8Array.of(1, 2, 3));
      const before = tellingOf(packet);
      make(new NamedRandom(1).stream('jitter')).delayNs(packet, 1000);
      expect(tellingOf(packet)).toBe(before);
    });
  });
}
