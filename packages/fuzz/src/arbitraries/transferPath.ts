import fc, { type Arbitrary } from 'fast-check';
import type { WrittenImpairments, WrittenQueue } from './impairments.js';
import { type DirectionPlan, directionPlan } from './network.js';

/** Small enough shares that a transfer mostly comes through. */
const share = fc.constantFrom('2%', '10%', '30%');
const correlation = fc.constantFrom('0%', '25%');
const packetNumber = fc.integer({ min: 1, max: 30 });

const loss: Arbitrary<NonNullable<WrittenImpairments['loss']>> = fc.oneof(
  { weight: 2, arbitrary: share },
  {
    weight: 1,
    arbitrary: fc.record({
      burst: fc.record({ probability: fc.constant('3%'), length: fc.constantFrom('2p', '6p') }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.uniqueArray(packetNumber, { minLength: 1, maxLength: 6 }).map((numbers) => {
      const [first = 1, ...others] = numbers.sort((a, b) => a - b);
      return { packets: [first, ...others] as [number, ...number[]] };
    }),
  },
);

const reorder = fc.oneof(
  share,
  fc.record({ probability: share, correlation, gap: fc.integer({ min: 1, max: 5 }) }),
);

const impairments: Arbitrary<WrittenImpairments> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: fc.record({ loss }) },
  { weight: 1, arbitrary: fc.record({ duplicate: share }) },
  { weight: 1, arbitrary: fc.record({ corrupt: share }) },
  { weight: 2, arbitrary: fc.record({ reorder }) },
  {
    weight: 1,
    arbitrary: fc.record(
      { loss: share, duplicate: share, corrupt: fc.constant('2%'), reorder },
      { requiredKeys: [] },
    ),
  },
);

/** Queues, most of which mark packets. */
const queue: Arbitrary<WrittenQueue | null> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  fc.record({
    kind: fc.constant('fifo'),
    limit: fc.constantFrom('20p', '10kb'),
    ecn: fc.constantFrom({ threshold: '2p' }, { threshold: '3000b' }),
  }),
  fc.record({
    kind: fc.constantFrom('codel', 'fq-codel'),
    limit: fc.constantFrom('100p', '5p'),
    target: fc.constantFrom('100us', '5ms'),
    interval: fc.constantFrom('10ms', '100ms'),
    ecn: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('red'),
    limit: fc.constant('20p'),
    min: fc.constant('1p'),
    max: fc.constantFrom('5p', '3p'),
    probability: fc.constantFrom('10%', '50%'),
    weight: fc.constantFrom('50%', '100%'),
    ecn: fc.boolean(),
  }),
);

const base = directionPlan({ smallestMtu: 68, plain: true });

/** A direction that TCP gets through: known rates, delays of up to 30 ms, some packets lost. */
export const transferDirection: Arbitrary<DirectionPlan> = fc
  .record({
    base,
    delayUs: fc.oneof(fc.nat({ max: 3000 }), fc.constantFrom(0, 10_000, 30_000)),
    rateKbit: fc.constantFrom(10_000, 10_000, 1000, 64, 9_999),
    mtu: fc.constantFrom(null, null, null, 1500, 1499, 1280, 576, 9000, 296, 68),
    queue: fc.constantFrom(100, null, 100, 10, 3),
    discipline: queue,
    impairments,
    jitter: fc.constantFrom(null, null, null, {
      percent: 50,
      distribution: 'uniform' as const,
      order: 'reorder' as const,
      correlation: null,
    }),
  })
  .map(({ base: direction, ...chosen }) => ({ ...direction, limit: null, ...chosen }));
