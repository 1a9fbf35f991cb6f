/** A point of a cumulative distribution: `probability` of what is drawn has at most `bytes`. */
export interface SizePoint {
  readonly bytes: number;
  readonly probability: number;
}

/** A number of octets that is always the same, or drawn anew each time. */
export type SizeSpec =
  | { readonly kind: 'fixed'; readonly bytes: number }
  | { readonly kind: 'uniform'; readonly leastBytes: number; readonly mostBytes: number }
  | { readonly kind: 'exponential'; readonly meanBytes: number }
  /** Straight lines between points, in ascending order of both; the last has a probability of 1. */
  | { readonly kind: 'cdf'; readonly points: readonly SizePoint[] };

/** The mean of what is drawn, in octets, but for the rounding to whole ones. */
export function meanSize(spec: SizeSpec): number {
  switch (spec.kind) {
    case 'fixed':
      return spec.bytes;
    case 'uniform':
      return (spec.leastBytes + spec.mostBytes) / 2;
    case 'exponential':
      return spec.meanBytes;
    default: {
      const [first] = spec.points;
      let mean = first === undefined ? 0 : first.bytes * first.probability;
      for (const [index, point] of spec.points.entries()) {
        const before = spec.points[index - 1];
        if (before === undefined) continue;
        mean += ((point.probability - before.probability) * (point.bytes + before.bytes)) / 2;
      }
      return mean;
    }
  }
}
