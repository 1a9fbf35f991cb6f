import type { Definitions } from '../../define/jsonSchema.js';

/** Keys of its own. */
export const KEYS: Definitions = {
  bands: {
    description:
      'priority: DSCP values of each band, the most urgent band first; the last takes all others.',
    type: 'array',
    minItems: 1,
    items: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 63 } },
    examples: [[[46], [0]]],
  },
};
