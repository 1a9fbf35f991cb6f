// When apps send.
export { createTrafficPattern, type TrafficPatternContext } from './createTrafficPattern.js';
export type { DurationSpec } from './duration.js';
export { DATA_MINING, WEB_SEARCH } from './flowSizes.js';
export type { PaceSpec } from './pacer.js';
export { meanSize, type SizePoint, type SizeSpec } from './size.js';
export type {
  BurstSpec,
  ConstantIntervalSpec,
  ConstantRateSpec,
  OnOffSpec,
  PoissonSpec,
  TrafficPattern,
  TrafficPatternSpec,
} from './trafficPattern.js';
