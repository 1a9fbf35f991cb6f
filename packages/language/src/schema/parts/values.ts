import type { Definitions } from '../../features/define/jsonSchema.js';

/** Values that several mappings have. */
export const VALUES_DEFINITIONS: Definitions = {
  name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]{0,62}$', form: 'name' },
  duration: { type: 'string', pattern: '^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$', form: 'duration' },
  templateNames: {
    type: ['string', 'array'],
    items: { type: 'string' },
  },
  address: { type: 'string', form: 'address' },
  prefix: { type: 'string', form: 'prefix' },
  percent: { type: 'string', pattern: '^\\d+(\\.\\d+)?%$', form: 'percent' },
  nodeSelection: {
    type: ['string', 'array'],
    form: 'node-selection',
    minItems: 1,
    items: { type: 'string', form: 'name' },
  },
  hostSelection: {
    type: ['string', 'array'],
    form: 'host-selection',
    minItems: 1,
    items: { type: 'string', form: 'host' },
  },
  ttl: {
    description: 'TTL of what a node sends. Default 64.',
    type: 'integer',
    minimum: 1,
    maximum: 255,
    examples: [64],
  },
  dscp: {
    description:
      'Differentiated services code point of the packets sent (RFC 2474), which priority queues look at. Default 0, best effort; 46 is EF (RFC 3246), 8 is CS1.',
    type: 'integer',
    minimum: 0,
    maximum: 63,
    examples: [46],
  },
};
