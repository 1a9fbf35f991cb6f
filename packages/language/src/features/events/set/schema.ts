import { DIRECTION_PROPERTIES } from '../../define/directionSchema.js';
import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Changes a link, a segment or one of its ports: takes it down or up, or gives it other parameters. Of a node and of a NIC it changes up alone.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: {
    up: {
      description:
        'Whether the link, segment or port carries packets: going down drops what is waiting and what is on its way. Of a NIC: whether it sends and receives. Of a node: whether it does anything at all; going down, it loses what it holds and what it has learnt (neighbours, fragments), and keeps how it is set up.',
      type: 'boolean',
      examples: [false],
    },
    ...DIRECTION_PROPERTIES,
    reverse: { $ref: '#/definitions/reverseDirection' },
  },
  examples: [{ up: false }, { delay: '100ms', reverse: { delay: '10ms' } }],
};
