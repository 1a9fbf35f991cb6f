import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PendingEvents } from './pendingEvents.js';

interface Entry {
  readonly timeNs: number;
  readonly sequence: number;
}

/** A small generator of whole numbers, so that thousands of events need no thousands of shrinkable values. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed | 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

const SPREADS: Record<string, (below: (bound: number) => number) => number> = {
  'evenly spread': (below) => below(2_000_000),
  'at few instants': (below) => below(5) * 1000,
  'at one instant': () => 0,
  'near, with some far away': (below) => (below(50) === 0 ? below(2 ** 45) : below(1000)),
  'at all distances': (below) => Math.floor(2 ** (below(4000) / 100)),
  'in two heaps': (below) => below(1000) + below(2) * 1_000_000_000,
};

/** A million expectations that hold take a minute by themselves. */
function expectSame(actual: unknown, expected: unknown): void {
  if (actual !== expected) expect(actual).toBe(expected);
}

/** The queue beside a list of what is in it. */
class Histories {
  readonly pending = new PendingEvents();
  readonly entries = new Map<number, Entry>();
  nowNs = 0;
  #sequence = 0;

  insert(slot: number, delayNs: number): void {
    if (this.entries.has(slot)) return;
    const entry = { timeNs: this.nowNs + delayNs, sequence: this.#sequence++ };
    this.pending.insert(entry.timeNs, entry.sequence, slot);
    this.entries.set(slot, entry);
  }

  remove(slot: number): void {
    expectSame(this.pending.remove(slot), this.entries.delete(slot));
  }

  /** The first event, which must be no later than any other. */
  first(): number {
    const timeNs = this.pending.firstTimeNs;
    const slot = this.pending.firstSlot;
    const entry = this.entries.get(slot);
    expectSame(entry?.timeNs, timeNs);
    expectSame(entry?.sequence, this.pending.firstSequence);
    this.nowNs = timeNs;
    return slot;
  }

  takeFirst(): number {
    const slot = this.first();
    this.pending.removeFirst();
    this.entries.delete(slot);
    return slot;
  }

  moveFirst(delayNs: number): void {
    const slot = this.first();
    const entry = { timeNs: this.nowNs + delayNs, sequence: this.#sequence++ };
    this.pending.moveFirst(entry.timeNs, entry.sequence);
    this.entries.set(slot, entry);
  }

  /** Takes everything out, which must come in order. */
  drain(): void {
    const sorted = [...this.entries].sort(
      ([, one], [, other]) => one.timeNs - other.timeNs || one.sequence - other.sequence,
    );
    for (const [slot] of sorted) expectSame(this.takeFirst(), slot);
    expect(this.pending.size).toBe(0);
  }
}

describe('pending events', () => {
  it.each(Object.keys(SPREADS))('%s, by the thousand, come in order', (spread) => {
    const delayOf = SPREADS[spread] as (typeof SPREADS)[string];
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(300, 5000, 9000),
        fc.array(fc.constantFrom('grow', 'hold', 'cancel', 'shrink', 'move'), { maxLength: 5 }),
        (seed, count, phases) => {
          const below = numbersFrom(seed);
          const history = new Histories();
          history.pending.reserve(3 * count);
          for (let slot = 0; slot < count; slot++) history.insert(slot, delayOf(below));
          for (const phase of phases) {
            for (let step = 0; step < 1500; step++) {
              if (phase === 'grow') history.insert(count + below(2 * count), delayOf(below));
              else if (phase === 'cancel') history.remove(below(3 * count));
              else if (history.entries.size === 0) break;
              else if (phase === 'move') history.moveFirst(delayOf(below));
              else if (phase === 'hold') history.insert(history.takeFirst(), delayOf(below));
              else history.takeFirst();
            }
            expect(history.pending.size).toBe(history.entries.size);
          }
          history.drain();
        },
      ),
      { numRuns: 12 },
    );
  });
});
