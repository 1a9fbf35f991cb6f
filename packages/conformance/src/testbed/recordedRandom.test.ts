import { describe, expect, it } from 'vitest';
import { exampleVector } from '../testing/exampleVector.js';
import { RecordedRandom } from './recordedRandom.js';

const { nics } = exampleVector().host;
const draws = [
  { at: 0, nic: 1, group: '224.0.1.5', max: 10_000, value: 4400 },
  { at: 0, nic: 1, group: '224.0.1.6', max: 10_000, value: 7 },
  { at: 9, nic: 1, group: '224.0.1.5', max: 100, value: 3 },
];

describe('recorded random numbers', () => {
  it('are the delays of a NIC and group in their order, in nanoseconds', () => {
    const random = new RecordedRandom(draws, nics);
    const first = random.stream('igmp/1/224.0.1.5');
    const second = random.stream('igmp/1/224.0.1.6');
    expect([first.below(1e10), second.below(1e10), first.below(1e8)]).toEqual([4400e6, 7e6, 3e6]);
  });

  it('belong to a NIC by number or name, and to no other', () => {
    const random = new RecordedRandom(draws, nics);
    expect(random.stream('igmp/eth0/224.0.1.5').below(1e10)).toBe(4400e6);
    expect(random.stream('igmp/2/224.0.1.5').below(10)).toBeLessThan(10);
  });

  it('continue when a stream is asked for again', () => {
    const random = new RecordedRandom(draws, nics);
    random.stream('igmp/1/224.0.1.5').below(1e10);
    expect(random.stream('igmp/1/224.0.1.5').below(1e8)).toBe(3e6);
  });

  it('are drawn from a generator beyond the recorded ones and for other purposes', () => {
    const random = new RecordedRandom(draws, nics);
    const stream = random.stream('igmp/1/224.0.1.6');
    stream.below(1e10);
    for (const value of [stream.below(6), random.stream('ipv4/identification').below(6)]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(6);
    }
  });
});
