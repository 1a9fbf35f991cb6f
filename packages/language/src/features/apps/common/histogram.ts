import type { BucketScope, TimesScope } from '../../../fields/types/scope.js';
import { formatDuration } from '../../../quantity/units.js';

/** A histogram with fewer buckets, each of the same width. */
export interface CoarseHistogram {
  readonly fromNs: number;
  readonly widthNs: number;
  readonly counts: readonly number[];
}

const MAX_BARS = 32;
const BARS = '▁▂▃▄▅▆▇█';

/** Buckets of one width, a round number: at most 32 of them. */
export function coarse({ min, max, histogram = [] }: TimesScope): CoarseHistogram {
  const widthNs = roundWidth((max - min + 1) / (MAX_BARS - 1));
  const first = Math.floor(min / widthNs);
  const counts: number[] = new Array(Math.floor(max / widthNs) - first + 1).fill(0);
  for (const bucket of histogram) {
    const index = Math.floor(middleOf(bucket, min, max) / widthNs) - first;
    counts[index] = (counts[index] ?? 0) + bucket.count;
  }
  return { fromNs: first * widthNs, widthNs, counts };
}

/** A histogram as a line of bars, with the times at its ends; empty if all times are the same. */
export function histogramLine(times: TimesScope): string {
  if (times.min === times.max) return '';
  const { fromNs, widthNs, counts } = coarse(times);
  const most = Math.max(...counts);
  const bars = counts.map((count) => {
    if (count === 0) return ' ';
    return BARS[Math.ceil((count / most) * BARS.length) - 1] ?? '';
  });
  const toNs = fromNs + counts.length * widthNs;
  return `${formatDuration(fromNs)} |${bars.join('')}| ${formatDuration(toNs)}`;
}

function middleOf({ fromNs, toNs }: BucketScope, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.floor((fromNs + toNs - 1) / 2)));
}

/** The next of 1, 2, 5, 10, 20, … */
function roundWidth(minNs: number): number {
  let decade = 1;
  while (decade * 10 < minNs) decade *= 10;
  const factor = [1, 2, 5, 10].find((each) => each * decade >= minNs) ?? 10;
  return factor * decade;
}
