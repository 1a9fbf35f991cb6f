import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

type WrittenLink = NonNullable<WrittenScenario['links']>[number];

/** What happens to some packets of a direction, as it is written. */
export type WrittenImpairments = Pick<WrittenLink, 'loss' | 'duplicate' | 'corrupt' | 'reorder'>;

/** A queue of a kind of its own, as it is written. */
export type WrittenQueue = Exclude<NonNullable<WrittenLink['queue']>, string>;

/** How a delay varies, in per cent of it. */
export interface JitterPlan {
  readonly percent: number;
  readonly distribution: 'uniform' | 'normal' | 'pareto' | 'paretonormal';
  readonly order: 'keep' | 'reorder';
  readonly correlation: string | null;
}

const share = fc.constantFrom('50%', '10%', '100%', '0%', '99.5%');
const correlation = fc.constantFrom('25%', '0%', '90%', '100%');
const chance = fc.oneof(
  { weight: 2, arbitrary: share },
  { weight: 1, arbitrary: fc.record({ probability: share, correlation }) },
);

const packetNumber = fc.integer({ min: 1, max: 12 });

const loss: Arbitrary<NonNullable<WrittenImpairments['loss']>> = fc.oneof(
  { weight: 3, arbitrary: share },
  fc.record({ random: fc.record({ probability: share, correlation }) }),
  fc.record({
    gemodel: fc.record({ p: share, r: share, '1-h': share, '1-k': share }, { requiredKeys: ['p'] }),
  }),
  fc.record({
    state: fc.record(
      {
        p13: fc.constantFrom('10%', '50%'),
        p31: fc.constantFrom('50%', '90%'),
        p32: fc.constantFrom('0%', '10%'),
        p23: share,
        p14: fc.constantFrom('0%', '10%'),
      },
      { requiredKeys: ['p13'] },
    ),
  }),
  fc.record({ burst: fc.record({ probability: share, length: fc.constantFrom('1p', '3p') }) }),
  fc.record({
    packets: fc
      .tuple(packetNumber, fc.array(packetNumber, { maxLength: 3 }))
      .map(([first, others]): [number, ...number[]] => {
        const more = [...new Set(others)].filter((number) => number > first);
        return [first, ...more.sort((a, b) => a - b)];
      }),
  }),
);

/** Every way in which the language can spoil, lose, repeat and disorder packets; mostly one at a time. */
export const anyImpairments: Arbitrary<WrittenImpairments> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ loss }) },
  { weight: 1, arbitrary: fc.record({ duplicate: chance }) },
  { weight: 1, arbitrary: fc.record({ corrupt: chance }) },
  {
    weight: 1,
    arbitrary: fc.record({
      reorder: fc.oneof(
        chance,
        fc.record({ probability: share, correlation, gap: fc.integer({ min: 1, max: 5 }) }),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { loss, duplicate: chance, corrupt: chance, reorder: chance },
      { requiredKeys: [] },
    ),
  },
);

/** How delays vary; mostly not at all. */
export const anyJitter: Arbitrary<JitterPlan | null> = fc.oneof(
  { weight: 7, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      percent: fc.constantFrom(50, 10, 100),
      distribution: fc.constantFrom('uniform', 'normal', 'pareto', 'paretonormal'),
      order: fc.constantFrom('keep', 'reorder'),
      correlation: fc.oneof(fc.constant(null), correlation),
    }),
  },
);

const BANDS: [number[], ...number[][]][] = [[[46], [0]], [[0]], [[46], [10, 12], []]];
const time = fc.constantFrom('100us', '1ms', '5ms');
const limit = fc.constantFrom('100p', '1p', '3p', '10p');

/** Queues of all kinds; mostly none of its own. */
export const anyQueue: Arbitrary<WrittenQueue | null> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(null) },
  fc.record({
    kind: fc.constant('fifo'),
    limit: fc.oneof(limit, fc.constantFrom('64kb', '100b', '3000b')),
  }),
  fc.record(
    { kind: fc.constant('codel'), limit, target: time, interval: fc.constantFrom('10ms', '100ms') },
    { requiredKeys: ['kind'] },
  ),
  fc.record(
    {
      kind: fc.constant('fq-codel'),
      limit,
      target: time,
      interval: fc.constantFrom('10ms', '100ms'),
      flows: fc.constantFrom(1024, 1, 2),
      quantum: fc.constantFrom('1514b', '300b'),
    },
    { requiredKeys: ['kind'] },
  ),
  fc.record(
    {
      kind: fc.constant('red'),
      limit: fc.constantFrom('100p', '10p'),
      min: fc.constantFrom('1p', '2p'),
      max: fc.constantFrom('5p', '3p'),
      probability: fc.constantFrom('10%', '100%'),
      weight: fc.constantFrom('50%', '0.2%', '100%'),
      gentle: fc.boolean(),
    },
    { requiredKeys: ['kind', 'limit', 'min', 'max'] },
  ),
  fc.record(
    {
      kind: fc.constant('priority'),
      limit,
      bands: fc.constantFrom(...BANDS),
    },
    { requiredKeys: ['kind', 'bands'] },
  ),
);
