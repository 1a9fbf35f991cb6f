import type { DurationSpec } from './duration.js';

/** When an app sends: a port; any object that gives gaps will do. */
export interface TrafficPattern {
  /**
   * Time from the last datagram (for the first one: from the start) to the next one in nanoseconds, an
   * integer from 0 on.
   */
  nextGapNs(): number;
}

/** One at the start, then one each `intervalNs`. */
export interface ConstantIntervalSpec {
  readonly kind: 'constant-interval';
  readonly intervalNs: number;
}

/**
 * One at the start; datagram n after n · 8 · octets / rate, rounded down to the nanosecond, so that
 * roundings do not add up.
 */
export interface ConstantRateSpec {
  readonly kind: 'constant-rate';
  /** Of payload, not of headers. */
  readonly rateBitsPerSecond: number;
}

/** A Poisson process: independent, exponentially distributed gaps, also before the first. */
export interface PoissonSpec {
  readonly kind: 'poisson';
  readonly meanGapNs: number;
}

/**
 * A constant rate while on, nothing while off; it begins on. Time is that of the constant rate with off
 * periods put in, so that the mean rate is rate · on / (on + off) however short the periods are.
 */
export interface OnOffSpec {
  readonly kind: 'on-off';
  /** Of payload, while on. */
  readonly rateBitsPerSecond: number;
  readonly on: DurationSpec;
  readonly off: DurationSpec;
}

/** So many at one instant, each `intervalNs`, the first ones at the start. */
export interface BurstSpec {
  readonly kind: 'burst';
  readonly sizeDatagrams: number;
  readonly intervalNs: number;
}

/** The patterns that there are. */
export type TrafficPatternSpec =
  | ConstantIntervalSpec
  | ConstantRateSpec
  | PoissonSpec
  | OnOffSpec
  | BurstSpec;
