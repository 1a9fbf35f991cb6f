import { DISPOSITIONS, Disposition, type DispositionName, PacketPool } from '@packetloom/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountingOf } from './accounting.js';

const dispositionOf = fc.constantFrom<DispositionName>(...DISPOSITIONS.map(({ name }) => name));

describe('accounting', () => {
  it('sorts dispositions by what they mean', () => {
    const dispositions = {
      loss: 2,
      delivered: 5,
      'no-route': 1,
      icmp: 3,
      fragmented: 1,
      'queue-full': 4,
    };
    expect(accountingOf({ created: 18, ended: 16, dispositions }, 2)).toEqual({
      sent: 18,
      delivered: 5,
      dropped: { loss: 2, 'no-route': 1, 'queue-full': 4 },
      consumed: 4,
      inFlight: 2,
      unaccounted: 0,
    });
  });

  it('lists reasons by name, whatever order they came in, and none that did not occur', () => {
    const dispositions = { 'ttl-exceeded': 1, loss: 1, 'no-route': 0, 'filter-input': 1 };
    const { dropped } = accountingOf({ created: 3, ended: 3, dispositions }, 0);
    expect(Object.keys(dropped)).toEqual(['filter-input', 'loss', 'ttl-exceeded']);
  });

  it('tells of packets that nobody knows about', () => {
    expect(accountingOf({ created: 3, ended: 1, dispositions: { loss: 1 } }, 1).unaccounted).toBe(
      1,
    );
    expect(accountingOf({ created: 3, ended: 3, dispositions: { loss: 3 } }, 1).unaccounted).toBe(
      -1,
    );
  });

  it('adds up for any packets of a pool', () => {
    fc.assert(
      fc.property(fc.array(fc.option(dispositionOf)), (ends) => {
        const pool = new PacketPool();
        for (const end of ends) {
          const packet = pool.allocate(20);
          if (end !== null) pool.end(packet, Disposition[end]);
        }
        const { sent, delivered, dropped, consumed, inFlight, unaccounted } = accountingOf(
          pool.totals(),
          ends.filter((end) => end === null).length,
        );
        const drops = Object.values(dropped).reduce((sum, count) => sum + count, 0);
        expect(sent).toBe(ends.length);
        expect(delivered + drops + consumed + inFlight).toBe(sent);
        expect(unaccounted).toBe(0);
      }),
    );
  });
});
