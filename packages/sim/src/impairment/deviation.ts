import { DEVIATION_QUANTILES } from './delayDistributions.js';
import type { JitterDistribution, JitterTable } from './impairmentSpec.js';

/** Units of a table in the jitter, `NETEM_DIST_SCALE` of the kernel. */
const TABLE_SCALE = 8_192;
/** What the kernel takes at most. */
export const MAX_TABLE_VALUES = 16_384;
/** Values of tables have 16 bits. */
export const MIN_TABLE_VALUE = -32_768;
export const MAX_TABLE_VALUE = 32_767;

/** By how much a delay deviates from its mean, for a draw from [0, 1): in nanoseconds, not rounded for a formula. */
export type DeviationNs = (draw: number) => number;

/** The deviation for a jitter of so many nanoseconds. */
export function deviationOf(
  distribution: JitterDistribution | JitterTable,
  jitterNs: number,
): DeviationNs {
  if (typeof distribution !== 'string') {
    const { values } = distribution;
    return (draw) => tableDeviationNs(values[Math.floor(draw * values.length)] ?? 0, jitterNs);
  }
  const quantile = DEVIATION_QUANTILES[distribution];
  return (draw) => jitterNs * quantile(draw);
}

/** The kernel's `tabledist`, without a mean: value · jitter / 8192 in integers, halves rounded away from zero. */
export function tableDeviationNs(value: number, jitterNs: number): number {
  const whole = Math.floor(jitterNs / TABLE_SCALE);
  const rest = (jitterNs - whole * TABLE_SCALE) * value;
  const half = rest >= 0 ? TABLE_SCALE / 2 : -TABLE_SCALE / 2;
  return Math.trunc((rest + half) / TABLE_SCALE) + whole * value;
}
