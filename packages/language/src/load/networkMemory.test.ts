import { describe, expect, it } from 'vitest';
import type { WrittenScenario } from '../schema/generated/writtenScenario.js';
import { whyTooLarge } from './networkMemory.js';

const GIB = 2 ** 30;

/** A segment with that many nodes. */
function lan(count: number, kind: 'router' | 'host', routing?: 'static'): WrittenScenario {
  const names = Array.from({ length: count }, (_, index) => `n${index}`);
  return {
    schema: 1,
    name: 'lan',
    nodes: Object.fromEntries(names.map((name) => [name, { kind }])),
    segments: {
      lan: { kind: 'hub', attach: ['n0:eth0', ...names.slice(1).map((name) => `${name}:eth0`)] },
    },
    ...(routing === undefined ? {} : { routing }),
  };
}

describe('a network that is too large', () => {
  it('is one with more pairs on a segment than memory, or a list, has room for', () => {
    expect(whyTooLarge(lan(20_000, 'router'), undefined, {})).toContain('400000000 pairs');
    expect(whyTooLarge(lan(5_000, 'router'), undefined, { memoryBytes: 4 * GIB })).toContain(
      '25000000 pairs',
    );
    for (const sound of [
      lan(2_000, 'router'),
      lan(20_000, 'host'),
      lan(20_000, 'router', 'static'),
    ]) {
      expect(whyTooLarge(sound, undefined, { memoryBytes: 4 * GIB })).toBeNull();
    }
  });

  it('is one with more nodes and links than memory has room for', () => {
    expect(whyTooLarge(lan(200_000, 'host'), undefined, { memoryBytes: GIB })).toContain(
      '200000 nodes and 0 links take about',
    );
  });
});
