import { accepted } from '../../../context/accepted.js';
import { readDuration } from '../../../quantity/units.js';
import type { QueueMapping } from '../../define/queue.js';

/** Whether, and from which delay on, an active queue management marks. */
export function marks({ ecn, 'ce-threshold': threshold }: QueueMapping) {
  return {
    ...(typeof ecn === 'boolean' ? { ecn } : {}),
    ...(threshold === undefined ? {} : { ceThresholdNs: accepted(readDuration(threshold)) }),
  };
}
