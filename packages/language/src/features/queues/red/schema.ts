import type { Definitions } from '../../define/jsonSchema.js';

/** Keys of its own. */
export const KEYS: Definitions = {
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
};
