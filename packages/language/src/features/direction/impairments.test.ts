import { describe, expect, it } from 'vitest';
import { NO_DISTRIBUTION_FILES } from '../../netem/distributionFile.js';
import type { ReverseDirection } from '../../schema/generated/writtenScenario.js';
import { writtenDirection as directionOf } from './linkDirections.js';

const writtenDirection = (written: ReverseDirection) => directionOf(written, NO_DISTRIBUTION_FILES);

describe('a direction of a link as it is run', () => {
  it('has jitter by the long form of its delay, and none by the short one', () => {
    expect(writtenDirection({ delay: '20ms' })).toEqual({
      delayNs: 20_000_000,
      jitter: null,
      limitPackets: null,
    });
    expect(writtenDirection({ delay: { mean: '20ms' } })).toEqual({
      delayNs: 20_000_000,
      jitter: null,
      limitPackets: null,
    });
    const delay = {
      mean: '20ms',
      limit: '50p',
      jitter: '2ms',
      distribution: 'normal',
      correlation: '25%',
      order: 'reorder',
    } as const;
    expect(writtenDirection({ delay })).toEqual({
      delayNs: 20_000_000,
      limitPackets: 50,
      jitter: { jitterNs: 2_000_000, distribution: 'normal', correlation: 0.25, keepOrder: false },
    });
  });

  it.each([
    ['1%', { kind: 'independent', probability: 0.01, correlation: 0 }],
    ['0%', null],
    [
      { random: { probability: '0.5%', correlation: '10%' } },
      { kind: 'independent', probability: 0.005, correlation: 0.1 },
    ],
    [{ gemodel: { p: '1%', r: '30%' } }, { kind: 'gilbert-elliott', p: 0.01, r: 0.3 }],
    [
      { gemodel: { p: '1%', '1-h': '80%', '1-k': '0.1%' } },
      { kind: 'gilbert-elliott', p: 0.01, lossInBad: 0.8, lossInGood: 0.001 },
    ],
    [{ state: { p13: '1%', p31: '50%' } }, { kind: 'four-state', p13: 0.01, p31: 0.5 }],
    [
      { burst: { probability: '0.5%', length: '5p' } },
      { kind: 'burst', probability: 0.005, lengthPackets: 5 },
    ],
    [{ packets: [3, 7] }, { kind: 'packets', numbers: [3, 7] }],
  ])('loses %o', (loss, expected) => {
    expect(writtenDirection({ loss: loss as never })).toEqual({ loss: expected });
  });

  it('duplicates, corrupts and reorders by chance', () => {
    const twice = { probability: '2%', correlation: '50%' };
    expect(writtenDirection({ duplicate: twice, corrupt: '0.1%', reorder: '25%' })).toEqual({
      duplicate: { probability: 0.02, correlation: 0.5 },
      corrupt: { probability: 0.001, correlation: 0 },
      reorder: { probability: 0.25, correlation: 0, gap: 1 },
    });
    expect(writtenDirection({ reorder: { probability: '1%', gap: 5 } })).toEqual({
      reorder: { probability: 0.01, correlation: 0, gap: 5 },
    });
    expect(writtenDirection({ duplicate: '0%', corrupt: '0%', reorder: '0%' })).toEqual({
      duplicate: null,
      corrupt: null,
      reorder: null,
    });
  });

  it('is told of all impairments by words of netem, and of the rest only what they name', () => {
    const chances = { loss: null, ecn: false, duplicate: null, corrupt: null, reorder: null };
    const off = { ...chances, inQdisc: true, jitter: null, slot: null };
    expect(writtenDirection({ rate: '1mbit', netem: 'loss gemodel 1% 30%' })).toEqual({
      ...off,
      rateBitsPerSecond: 1_000_000,
      framing: null,
      qdiscRate: false,
      loss: { kind: 'gilbert-elliott', p: 0.01, r: 0.3 },
    });
    expect(writtenDirection({ netem: 'limit 7' })).toEqual({
      ...off,
      queue: null,
      queueLimitPackets: 7,
    });
  });

  it('has keys beside words of netem, for what these leave open', () => {
    expect(
      writtenDirection({ delay: '5ms', reorder: '1%', queue: '9p', netem: 'slot 1ms rate 1mbit' }),
    ).toMatchObject({
      delayNs: 5_000_000,
      jitter: null,
      loss: null,
      reorder: { probability: 0.01 },
      slot: { delay: { kind: 'range', minNs: 1_000_000, maxNs: 1_000_000 } },
      limitPackets: 1000,
      queueLimitPackets: 9,
      rateBitsPerSecond: 1_000_000,
    });
    // The limit of a delay is not that of netem, and goes with it.
    expect(writtenDirection({ delay: '5ms' }).limitPackets).toBeNull();
    expect(
      writtenDirection({ delay: { mean: '5ms', limit: '7p' }, netem: 'loss 1%' }).limitPackets,
    ).toBe(7);
  });

  it('has slots, marks and framing by keys, too', () => {
    expect(writtenDirection({ slot: '0ms', ecn: true })).toEqual({ slot: null, ecn: true });
    expect(writtenDirection({ slot: '5ms' })).toEqual(
      writtenDirection({ slot: { min: '5ms', max: '5ms' } }),
    );
    const ofNetem = (netem: string) => writtenDirection({ netem });
    for (const [slot, words] of [
      [{ min: '4ms', max: '6ms', packets: '9p' }, 'slot 4ms 6ms packets 9'],
      [
        { mean: '5ms', jitter: '1ms', distribution: 'normal', bytes: '3kb' },
        'slot distribution normal 5ms 1ms bytes 3000',
      ],
    ] as const) {
      expect(writtenDirection({ slot }).slot).toEqual(ofNetem(words).slot);
    }
    const rate = { bits: '1mbit', overhead: '-14b', cell: '48b', cellOverhead: '5b' };
    const { rateBitsPerSecond, framing } = ofNetem('rate 1mbit -14 48 5');
    expect(writtenDirection({ rate })).toEqual({ rateBitsPerSecond, framing, qdiscRate: false });
    expect(writtenDirection({ rate: '1mbit' })).toEqual({
      rateBitsPerSecond,
      framing: null,
      qdiscRate: false,
    });
  });

  it.each([
    [{ kind: 'fq_codel' }, { queue: { kind: 'fq-codel' } }],
    [
      { kind: 'prio', bands: [[46], []] },
      { queue: { kind: 'priority', bands: [{ dscp: [46] }, { dscp: [] }] } },
    ],
    ['50p', { queue: null, queueLimitPackets: 50 }],
    [{ limit: '50p' }, { queue: null, queueLimitPackets: 50 }],
    [{ kind: 'fifo', limit: '64kb' }, { queue: { kind: 'fifo', limitBytes: 64_000 } }],
    [{ kind: 'codel' }, { queue: { kind: 'codel' } }],
    [
      { kind: 'codel', target: '4ms', interval: '80ms', limit: '900p' },
      {
        queue: { kind: 'codel', targetNs: 4_000_000, intervalNs: 80_000_000, limitPackets: 900 },
      },
    ],
    [
      { kind: 'fq-codel', flows: 16, quantum: '300b' },
      { queue: { kind: 'fq-codel', flows: 16, quantumBytes: 300 } },
    ],
    [
      {
        kind: 'red',
        min: '5p',
        max: '15p',
        limit: '60p',
        probability: '10%',
        weight: '1%',
        gentle: false,
      },
      {
        queue: {
          kind: 'red',
          minPackets: 5,
          maxPackets: 15,
          limitPackets: 60,
          maxProbability: 0.1,
          weight: 0.01,
          gentle: false,
        },
      },
    ],
    [
      { kind: 'priority', bands: [[46], [0]], limit: '10p' },
      {
        queue: {
          kind: 'priority',
          bands: [
            { dscp: [46], queue: { kind: 'fifo', limitPackets: 10 } },
            { dscp: [0], queue: { kind: 'fifo', limitPackets: 10 } },
          ],
        },
      },
    ],
  ] as const)('has the queue %o', (queue, expected) => {
    expect(writtenDirection({ queue: queue as never })).toEqual(expected);
  });
});
