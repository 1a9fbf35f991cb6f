import type { WrittenScenario } from '@packetloom/language';
import fc, { type Arbitrary } from 'fast-check';

type WrittenNode = NonNullable<WrittenScenario['nodes']>[string];

/** Whether and how a router routes multicast, as it is written. */
export type WrittenMulticastRouting = NonNullable<WrittenNode['multicast']>;

/** Query intervals with response intervals that they may have: the longer is the first (RFC 2236 8.3). */
const queries = fc.constantFrom(
  {},
  { 'query-interval': '12s' },
  { 'query-response-interval': '500ms' },
  { 'query-interval': '20s', 'query-response-interval': '15s' },
  { 'query-interval': '10s', 'query-response-interval': '100ms' },
);

const timers: Arbitrary<WrittenMulticastRouting> = fc
  .record({
    queries,
    others: fc.record(
      {
        robustness: fc.constantFrom(2, 1, 3),
        'last-member-query-interval': fc.constantFrom('1s', '100ms', '25.5s'),
      },
      { requiredKeys: [] },
    ),
  })
  .map((plan) => ({ ...plan.others, ...plan.queries }));

/** Multicast routing; mostly as it is by default (null): where somebody joins a group. */
export const multicastRouting: Arbitrary<WrittenMulticastRouting | null> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(true, false) },
  { weight: 3, arbitrary: timers },
);
