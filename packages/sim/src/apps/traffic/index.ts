// When apps send.
export { createTrafficPattern, type TrafficPatternContext } from './createTrafficPattern.js';
export type { DurationSpec } from './duration.js';
export type { PaceSpec } from './pacer.js';
export type {
  BurstSpec,
  ConstantIntervalSpec,
  ConstantRateSpec,
  OnOffSpec,
  PoissonSpec,
  TrafficPattern,
  TrafficPatternSpec,
} from './trafficPattern.js';
