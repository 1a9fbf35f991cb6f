import type { JitterDistribution } from './impairmentSpec.js';
import { normalQuantile } from './normalQuantile.js';
import { paretoQuantile } from './paretoQuantile.js';

/** What the 16-bit tables of netem hold at most, in units of the jitter. */
const MAX_DEVIATION = 4;

/** Turns a uniform draw from [0, 1) into a deviation from the mean delay, in units of the jitter. */
export type DeviationQuantile = (u: number) => number;

/**
 * The deviation of a delay by the quantile of its distribution. Those that netem has as tables (made by
 * iproute2 from these formulas) are cut off at ±4 as there.
 *
 * - `uniform`: 2u − 1.
 * - `normal`: Φ⁻¹(u).
 * - `pareto`: ((1 − u)^(−1/3) − 3/2) · 4/3.
 * - `paretonormal`: ¼ of the normal and ¾ of the Pareto quantile.
 */
export const DEVIATION_QUANTILES: Readonly<Record<JitterDistribution, DeviationQuantile>> = {
  uniform: (u) => 2 * u - 1,
  normal: (u) => cutOff(normalQuantile(u)),
  pareto: (u) => cutOff(paretoQuantile(u)),
  paretonormal: (u) => cutOff((normalQuantile(u) + 3 * cutOff(paretoQuantile(u))) / 4),
};

function cutOff(deviation: number): number {
  return Math.max(-MAX_DEVIATION, Math.min(MAX_DEVIATION, deviation));
}
