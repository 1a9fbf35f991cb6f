import { accepted } from '../../../context/accepted.js';
import { readSize } from '../../../quantity/units.js';
import { defineQueue } from '../../define/queue.js';
import { packetLimit } from '../common/limit.js';
import { marks } from '../common/marks.js';
import { times } from '../common/times.js';
import { KEYS } from './schema.js';

export const FQ_CODEL = defineQueue({
  kind: 'fq-codel',
  otherNames: ['fq_codel'],
  about: '(RFC 8290)',
  keys: KEYS,
  may: ['limit', 'target', 'interval', 'flows', 'quantum', 'ecn', 'ce-threshold'],
  normalise(written, limit) {
    const { flows, quantum } = written;
    return {
      kind: 'fq-codel',
      ...packetLimit(limit),
      ...times(written),
      ...marks(written),
      ...(flows === undefined ? {} : { flows }),
      ...(quantum === undefined ? {} : { quantumBytes: accepted(readSize(quantum)) }),
    };
  },
});
