import { Bbr } from './bbr.js';
import type { CongestionControlFactory } from './congestionControl.js';
import { Cubic } from './cubic.js';
import { Dctcp } from './dctcp.js';
import { Reno } from './reno.js';

/** Congestion controls that every host knows, by the names of TCP_CONGESTION. */
export const CONGESTION_CONTROLS: ReadonlyMap<string, CongestionControlFactory> = new Map<
  string,
  CongestionControlFactory
>([
  ['reno', () => new Reno()],
  ['cubic', () => new Cubic()],
  ['dctcp', () => new Dctcp()],
  ['bbr', () => new Bbr()],
]);
