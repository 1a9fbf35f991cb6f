import { describe, expect, it } from 'vitest';
import { ipv4Address } from '../address/ipv4Address.js';
import { SeededRandom } from '../testing/seededRandom.js';
import { IdentificationCounters } from './identification.js';

const FLOWS = 3000;

/** Identifications of so many flows, one after the other. */
function ofFlows(counters: IdentificationCounters, count: number): number[] {
  return Array.from({ length: count }, (_, flow) =>
    counters.next(ipv4Address(1), ipv4Address(flow), 17),
  );
}

describe('identifications (RFC 6864)', () => {
  it('count up from one datagram of a flow to the next, and wrap around', () => {
    const counters = new IdentificationCounters(new SeededRandom());
    let last = counters.next(ipv4Address(1), ipv4Address(2), 17);
    for (let step = 0; step < 70_000; step++) {
      const next = counters.next(ipv4Address(1), ipv4Address(2), 17);
      if (next !== ((last + 1) & 0xffff)) expect.unreachable(`${next} after ${last}`);
      last = next;
    }
  });

  it('are 16 bits, the same for the same seed, others for another', () => {
    const of = (seed: number) => ofFlows(new IdentificationCounters(new SeededRandom(seed)), 100);
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
    expect(of(1).every((number) => Number.isInteger(number) && number >>> 16 === 0)).toBe(true);
  });

  it('go on where they were when a host begins to use many counters', () => {
    const counters = new IdentificationCounters(new SeededRandom());
    const first = counters.next(ipv4Address(9), ipv4Address(9), 1);
    const rest = new Set(ofFlows(counters, FLOWS));
    // Others may share its counter: then it went on farther.
    const next = counters.next(ipv4Address(9), ipv4Address(9), 1);
    expect((next - first) & 0xffff).toBeLessThan(20);
    expect((next - first) & 0xffff).toBeGreaterThan(0);
    expect(rest.size).toBeGreaterThan(1500);
  });
});
