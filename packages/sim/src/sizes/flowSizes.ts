// Flow sizes that data centres were measured to have, as traffic generators of the field draw them: the points are
// those of the CDF files that are in general use, read off the figures of the papers.
import type { SizePoint } from './sizeSpec.js';

function pointsOf(pairs: readonly (readonly [number, number])[]): readonly SizePoint[] {
  return pairs.map(([bytes, probability]) => ({ bytes, probability }));
}

/**
 * A cluster that answers web searches: Alizadeh et al., Data Center TCP (DCTCP), SIGCOMM 2010, figure 4. Mean 1.7 MB;
 * 3 flows in 10 are larger than 1 MB and carry 95 % of all octets.
 */
export const WEB_SEARCH: readonly SizePoint[] = pointsOf([
  [0, 0],
  [10_000, 0.15],
  [20_000, 0.2],
  [30_000, 0.3],
  [50_000, 0.4],
  [80_000, 0.53],
  [200_000, 0.6],
  [1_000_000, 0.7],
  [2_000_000, 0.8],
  [5_000_000, 0.9],
  [10_000_000, 0.97],
  [30_000_000, 1],
]);

/**
 * A cluster that mines data: Greenberg et al., VL2: A Scalable and Flexible Data Center Network, SIGCOMM 2009,
 * figure 2. Mean 12.7 MB; 8 flows in 10 are smaller than 10 kB, and 2 in 100, larger than 100 MB, carry most octets.
 */
export const DATA_MINING: readonly SizePoint[] = pointsOf([
  [0, 0],
  [180, 0.1],
  [216, 0.2],
  [560, 0.3],
  [900, 0.4],
  [1_100, 0.5],
  [1_870, 0.6],
  [3_160, 0.7],
  [10_000, 0.8],
  [400_000, 0.9],
  [3_160_000, 0.95],
  [100_000_000, 0.98],
  [1_000_000_000, 1],
]);
