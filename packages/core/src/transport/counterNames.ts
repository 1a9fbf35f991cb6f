import {
  type HostCounterName,
  type NicCounterName,
  hostCounterNames as ownCounterNames,
} from '../ports/counters.js';
import { transportCounterNames } from './protocols.js';

/** Every counter, by the name that reports, expectations and vectors use. */
export type CounterName = NicCounterName | (typeof transportCounterNames)[number] | HostCounterName;

/** Names of the counters of a host as a whole, in a fixed order: its transports', then its own. */
export const hostCounterNames: readonly Exclude<CounterName, NicCounterName>[] = [
  ...transportCounterNames,
  ...ownCounterNames,
];
