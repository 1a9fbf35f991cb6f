import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { NeighbourEntry } from './neighbourEntry.js';
import { RecentlyUsed } from './recentlyUsed.js';

describe('RecentlyUsed', () => {
  it('keeps the order of use, as a list would', () => {
    const step = fc.tuple(fc.constantFrom('use', 'remove'), fc.nat(5));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const entries = Array.from({ length: 6 }, (_, address) => {
          return new NeighbourEntry(ipv4Address(address), { timerFired() {} });
        });
        const recent = new RecentlyUsed();
        let list: number[] = [];
        for (const [kind, address] of steps) {
          const entry = entries[address]!;
          const isThere = list.includes(address);
          if (kind === 'remove' && !isThere) continue;
          list = list.filter((each) => each !== address);
          if (kind === 'remove') recent.remove(entry);
          else if (isThere) recent.touch(entry);
          else recent.add(entry);
          if (kind === 'use') list.push(address);
          expect(recent.size).toBe(list.length);
          expect(recent.least?.address).toBe(list[0]);
        }
        const order: number[] = [];
        for (let least = recent.least; least !== null; least = recent.least) {
          order.push(least.address);
          recent.remove(least);
        }
        expect(order).toEqual(list);
      }),
      { numRuns: 500 },
    );
  });
});
