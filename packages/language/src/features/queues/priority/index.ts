import { defineQueue } from '../../define/queue.js';
import { KEYS } from './schema.js';

export const PRIORITY = defineQueue({
  kind: 'priority',
  otherNames: ['prio'],
  about: 'by DSCP',
  keys: KEYS,
  may: ['limit', 'bands'],
  must: ['bands'],
  normalise({ bands = [] }, { limitPackets }) {
    const inner =
      limitPackets === undefined ? {} : { queue: { kind: 'fifo', limitPackets } as const };
    return { kind: 'priority', bands: bands.map((dscp) => ({ dscp, ...inner })) };
  },
});
