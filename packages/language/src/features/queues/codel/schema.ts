import type { Definitions } from '../../define/jsonSchema.js';

/** Keys of its own. */
export const KEYS: Definitions = {
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
  'ce-threshold': {
    description:
      'codel, fq-codel: packets that waited longer are marked at once, whatever the interval. Default: none.',
    $ref: '#/definitions/duration',
    examples: ['1ms'],
  },
};
