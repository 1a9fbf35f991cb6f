import type { Definitions } from '../../features/define/jsonSchema.js';

/** Queues. */
export const QUEUE_DEFINITIONS: Definitions = {
  queue: {
    description:
      'The queue in front of a link, in each direction. Default 100p: first in, first out.',
    type: ['string', 'object'],
    pattern: '^\\d+p$',
    form: 'queue',
    additionalProperties: false,
    properties: {
      kind: {
        description:
          'Queue discipline: fifo (default), red (Floyd and Jacobson 1993), codel (RFC 8289), fq-codel (RFC 8290), or priority by DSCP. fq_codel and prio are other names of the last two.',
        type: 'string',
        enum: ['fifo', 'red', 'codel', 'fq-codel', 'priority', 'fq_codel', 'prio'],
        examples: ['codel'],
      },
      limit: {
        description:
          'Packets (100p) or bytes (64kb, fifo only) that may wait; the one being sent does not count.',
        type: 'string',
        form: 'queue-limit',
        examples: ['100p', '64kb'],
      },
      min: {
        description: 'red: average length from which packets are dropped early.',
        type: 'string',
        pattern: '^\\d+p$',
        form: 'packets',
        examples: ['5p'],
      },
      max: {
        description: 'red: average length from which (nearly) all are.',
        type: 'string',
        pattern: '^\\d+p$',
        form: 'packets',
        examples: ['15p'],
      },
      probability: {
        description: 'red: share that is dropped at max. Default 10%.',
        $ref: '#/definitions/percent',
        examples: ['10%'],
      },
      weight: {
        description: 'red: weight of the present length in the average. Default 0.2%.',
        $ref: '#/definitions/percent',
        examples: ['0.2%'],
      },
      gentle: {
        description:
          'red: from max on, drops grow to all at twice max instead of at once. Default true.',
        type: 'boolean',
        examples: [true],
      },
      target: {
        description: 'codel, fq-codel: standing delay that is tolerated. Default 5ms.',
        $ref: '#/definitions/duration',
        examples: ['5ms'],
      },
      interval: {
        description: 'codel, fq-codel: time in which the target must be met once. Default 100ms.',
        $ref: '#/definitions/duration',
        examples: ['100ms'],
      },
      flows: {
        description: 'fq-codel: queues that flows are spread over. Default 1024.',
        type: 'integer',
        minimum: 1,
        maximum: 65536,
        examples: [1024],
      },
      quantum: {
        description: 'fq-codel: bytes a flow may send in its turn. Default 1514b.',
        type: 'string',
        form: 'size',
        examples: ['1514b'],
      },
      ecn: {
        description:
          'Packets whose transport understands ECN (RFC 3168) are marked. red, codel, fq-codel: true marks in the place of early drops; default false, of fq-codel true. fifo: a mapping with the threshold from which what waits makes a packet that comes be marked, as DCTCP (RFC 8257 3.1) asks.',
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
      'ce-threshold': {
        description:
          'codel, fq-codel: packets that waited longer are marked at once, whatever the interval. Default: none.',
        $ref: '#/definitions/duration',
        examples: ['1ms'],
      },
      bands: {
        description:
          'priority: DSCP values of each band, the most urgent band first; the last takes all others.',
        type: 'array',
        minItems: 1,
        items: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 63 } },
        examples: [[[46], [0]]],
      },
    },
    examples: ['100p', { kind: 'fifo', limit: '64kb' }, { kind: 'codel', target: '5ms' }],
  },
};
