import {
  bound,
  counts,
  DURATION,
  type Field,
  field,
  listOf,
  optional,
  recordOf,
  type ValueType,
} from './field.js';
import type { BucketScope, TimesScope } from './scope.js';

const BUCKET = recordOf<BucketScope>('a bucket', [
  field('from', {
    type: DURATION,
    description: 'the first duration that belongs to it',
    read: ({ fromNs }) => fromNs,
  }),
  field('to', {
    type: DURATION,
    description: 'the first duration that does not any more',
    read: ({ toNs }) => toNs,
  }),
  counts('count', '', 'how many durations', ({ count }) => count),
]);

const TIMES_FIELDS: readonly Field<TimesScope>[] = [
  counts('count', 'packets', 'how many were measured', ({ count }) => count),
  ...(
    [
      ['min', 'the shortest'],
      ['mean', 'the mean'],
      ['p50', 'the median'],
      ['p95', 'the 95th percentile'],
      ['p99', 'the 99th percentile'],
      ['max', 'the longest'],
    ] as const
  ).map(
    ([name, description]): Field<TimesScope> =>
      field(name, { type: DURATION, description, read: (times) => times[name] }),
  ),
  field('histogram', {
    type: listOf(BUCKET),
    description:
      'buckets in ascending order; empty ones are left out (in `--json`: at most 32 of one width)',
    read: ({ histogram = [] }) => histogram,
  }),
];

/** A distribution of durations; none before the first. */
export const TIMES: ValueType<TimesScope | null | undefined> = optional({
  info: { kind: 'record', what: 'times', fields: TIMES_FIELDS },
  visit: (times, visitor) => visitor.times(times, bound(TIMES_FIELDS, times, visitor)),
});
