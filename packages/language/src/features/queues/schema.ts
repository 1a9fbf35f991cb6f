import type { JsonSchema } from '../define/jsonSchema.js';
import { QUEUE_KINDS, QUEUES } from './index.js';

const ALL = QUEUE_KINDS.map((kind) => QUEUES[kind]);
const NAMES = ALL.map(({ kind, about }) => `${kind} ${about}`);
const OTHER_NAMES = ALL.flatMap(({ kind, otherNames = [] }) =>
  otherNames.map((name) => `${name} is another name of ${kind}`),
);

/** A queue, as it is written. */
export const QUEUE_SCHEMA: JsonSchema = {
  description:
    'The queue in front of a link, in each direction. Default 100p: first in, first out.',
  type: ['string', 'object'],
  pattern: '^\\d+p$',
  form: 'queue',
  additionalProperties: false,
  properties: {
    kind: {
      description: `Queue discipline: ${NAMES.slice(0, -1).join(', ')}, or ${NAMES.at(-1)}. ${OTHER_NAMES.join(', ')}.`,
      type: 'string',
      enum: [...QUEUE_KINDS, ...ALL.flatMap(({ otherNames = [] }) => otherNames)],
      examples: ['codel'],
    },
    limit: {
      description:
        'Packets (100p) or bytes (64kb, fifo only) that may wait; the one being sent does not count.',
      type: 'string',
      form: 'queue-limit',
      examples: ['100p', '64kb'],
    },
    ecn: {
      description:
        'Packets whose transport understands ECN (RFC 3168) are marked. red, codel, fq-codel: true marks instead of early drops; default false, of fq-codel true. fifo: a mapping with the threshold from which what waits makes a packet that comes be marked, as DCTCP (RFC 8257 3.1) asks.',
      type: ['boolean', 'object'],
      additionalProperties: false,
      required: ['threshold'],
      properties: {
        threshold: {
          description: 'Packets (20p) or bytes (30kb) that wait.',
          type: 'string',
          form: 'queue-limit',
          examples: ['20p', '30kb'],
        },
      },
      examples: [true, { threshold: '20p' }],
    },
    ...Object.fromEntries(ALL.flatMap(({ keys = {} }) => Object.entries(keys))),
  },
  examples: ['100p', { kind: 'fifo', limit: '64kb' }, { kind: 'codel', target: '5ms' }],
};
