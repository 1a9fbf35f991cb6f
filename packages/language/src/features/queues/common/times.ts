import { accepted } from '../../../context/accepted.js';
import { readDuration } from '../../../quantity/units.js';
import type { QueueMapping } from '../../define/queue.js';

/** The times of controlled delay. */
export function times({ target, interval }: QueueMapping) {
  return {
    ...(target === undefined ? {} : { targetNs: accepted(readDuration(target)) }),
    ...(interval === undefined ? {} : { intervalNs: accepted(readDuration(interval)) }),
  };
}
