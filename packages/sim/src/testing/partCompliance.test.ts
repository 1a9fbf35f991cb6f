import { Disposition, type PacketBuffer } from '@packetloom/core';
import { describe, expect, it } from 'vitest';
import { failingCases } from '../../test/failingCases.js';
import type { QueueDiscipline, QueueDisciplineContext } from '../queue/index.js';
import type { OwnedRandom } from '../random/index.js';
import { NamedRandom } from '../random/index.js';
import { queueCompliance, randomCompliance } from './index.js';

/** A list of at most ten packets; `lastFirst` breaks the order, `limit` the bound. */
function listQueue(
  { drop }: QueueDisciplineContext,
  limit = 10,
  lastFirst = false,
): QueueDiscipline {
  const waiting: PacketBuffer[] = [];
  const take = () => (lastFirst ? waiting.pop() : waiting.shift()) ?? null;
  return {
    enqueue(packet) {
      if (waiting.length < limit) waiting.push(packet);
      else drop(packet, Disposition['queue-full']);
    },
    dequeue: take,
    remove: take,
    get packets() {
      return waiting.length;
    },
    get bytes() {
      return waiting.reduce(
        (sum, { length, linkHeaderLength }) => sum + length + linkHeaderLength,
        0,
      );
    },
  };
}

describe('a queue discipline of somebody else', () => {
  for (const { name, run } of queueCompliance((parts) => listQueue(parts))) it(name, run);

  it('is found out: one that sends the last first, and one without a bound', () => {
    expect(failingCases(queueCompliance((parts) => listQueue(parts, 10, true)))).toEqual([
      expect.stringContaining('keeps each flow in order'),
      expect.stringContaining('by removal'),
    ]);
    const endless = queueCompliance((parts) => listQueue(parts, Number.POSITIVE_INFINITY));
    expect(failingCases(endless)).toEqual([expect.stringContaining('more and more')]);
  });
});

/** Streams of a multiplicative generator (MINSTD), each from a hash of its name. */
function minstd(seed: number, nameOf = (owner: string, purpose: string) => `${owner}\n${purpose}`) {
  const streams = new Map<string, () => number>();
  const unitOf = (name: string) => {
    const known = streams.get(name);
    if (known !== undefined) return known;
    let state = seed;
    for (const letter of name) state = (state * 131 + letter.charCodeAt(0)) % 2147483647;
    const unit = () => {
      state = (state * 48271) % 2147483647;
      return (state - 1) / 2147483646;
    };
    streams.set(name, unit);
    return unit;
  };
  return {
    forOwner: (owner: string) => ({
      stream: (purpose: string) => {
        const unit = unitOf(nameOf(owner, purpose));
        return { unit, below: (bound: number) => Math.floor(unit() * bound) };
      },
    }),
  } satisfies OwnedRandom;
}

describe.each<[string, (seed: number) => OwnedRandom]>([
  ['our random source', (seed) => new NamedRandom(seed)],
  ['a random source of somebody else', (seed) => minstd(seed)],
])('%s', (_, make) => {
  for (const { name, run } of randomCompliance(make)) it(name, run);
});

it('a random source with one stream for all is found out', () => {
  expect(failingCases(randomCompliance((seed) => minstd(seed, () => 'all')))).toEqual([
    expect.stringContaining('another seed, owner or purpose'),
    expect.stringContaining('shifts no draws'),
  ]);
});
