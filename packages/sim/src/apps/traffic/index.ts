// When apps send.
export { createTrafficPattern } from './createTrafficPattern.js';
export type { DurationSpec } from './duration.js';
export type { TrafficPatternSpec } from './trafficPattern.js';
