import { accepted } from '../../../context/accepted.js';
import { readQueueLimit } from '../../../quantity/units.js';
import { defineQueue, type QueueMapping } from '../../define/queue.js';

export const FIFO = defineQueue({
  kind: 'fifo',
  about: '(default)',
  may: ['limit', 'ecn'],
  must: ['limit'],
  normalise: (written, limit) => ({ kind: 'fifo', ...limit, ...threshold(written) }),
});

/** From which queue on it marks by ECN. */
function threshold({ ecn }: QueueMapping) {
  if (typeof ecn !== 'object') return {};
  const limit = accepted(readQueueLimit(ecn.threshold));
  return 'limitPackets' in limit
    ? { ecnThresholdPackets: limit.limitPackets }
    : { ecnThresholdBytes: limit.limitBytes };
}
