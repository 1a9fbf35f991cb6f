import type { LinkDirection } from '../language/document.js';
import { readDuration, readPackets, readRate } from '../language/units.js';
import type { Delay, Queue, ReverseDirection } from '../schema/generated/writtenScenario.js';
import { accepted } from './reading.js';

/** What links do when neither they nor the scenario's defaults say otherwise. */
export const DEFAULT_DIRECTION: LinkDirection = Object.freeze({
  rateBitsPerSecond: 1_000_000_000,
  delayNs: 1_000_000,
  mtu: 1_500,
  queueLimitPackets: 100,
});

/** The parameters of a direction that are written: links, changes and defaults write them alike. */
export function writtenDirection(written: ReverseDirection): Partial<LinkDirection> {
  const { rate, delay, mtu, queue } = written;
  return {
    ...(rate === undefined ? {} : { rateBitsPerSecond: accepted(readRate(rate)) }),
    ...(delay === undefined ? {} : { delayNs: delayOf(delay) }),
    ...(mtu === undefined ? {} : { mtu }),
    ...(queue === undefined ? {} : { queueLimitPackets: queueOf(queue) }),
  };
}

function delayOf(delay: Delay): number {
  return accepted(readDuration(typeof delay === 'string' ? delay : delay.mean));
}

function queueOf(queue: Queue): number {
  return accepted(readPackets(typeof queue === 'string' ? queue : queue.limit));
}
