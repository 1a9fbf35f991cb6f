import type { Definitions } from '../../define/jsonSchema.js';

/** Keys of its own. */
export const KEYS: Definitions = {
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
};
