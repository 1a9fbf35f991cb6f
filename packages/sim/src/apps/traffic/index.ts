// When apps send.
export { createTrafficPattern } from './createTrafficPattern.js';
export type { DurationSpec } from './duration.js';
export { DATA_MINING, WEB_SEARCH } from './flowSizes.js';
export { meanSize, type SizePoint, type SizeSpec } from './size.js';
export type { TrafficPatternSpec } from './trafficPattern.js';
