import type { RatioStatistics } from '@packetloom/sim';
import { counts, type Field, field, optional, RATIO, recordOf, type ValueType } from './field.js';

const RATIOS_FIELDS: readonly Field<RatioStatistics>[] = [
  counts('count', '', 'how many were measured', ({ count }) => count),
  ...(
    [
      ['min', 'the least'],
      ['mean', 'the mean'],
      ['p50', 'the median'],
      ['p95', 'the 95th percentile'],
      ['p99', 'the 99th percentile'],
      ['max', 'the most'],
    ] as const
  ).map(
    ([name, description]): Field<RatioStatistics> =>
      field(name, { type: RATIO, description, read: (ratios) => ratios[name] }),
  ),
];

/** A distribution of ratios, such as slow-downs; none before the first. */
export const RATIOS: ValueType<RatioStatistics | null | undefined> = optional(
  recordOf('ratios', RATIOS_FIELDS),
);
