import { defineQueue } from '../../define/queue.js';
import { packetLimit } from '../common/limit.js';
import { marks } from '../common/marks.js';
import { times } from '../common/times.js';
import { KEYS } from './schema.js';

export const CODEL = defineQueue({
  kind: 'codel',
  about: '(RFC 8289)',
  keys: KEYS,
  may: ['limit', 'target', 'interval', 'ecn', 'ce-threshold'],
  normalise: (written, limit) => ({
    kind: 'codel',
    ...packetLimit(limit),
    ...times(written),
    ...marks(written),
  }),
});
