import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description: 'A NIC joins or leaves a multicast group.',
  type: 'object',
  additionalProperties: false,
  required: ['nic', 'group'],
  properties: {
    nic: { description: 'The NIC.', $ref: '#/definitions/name', examples: ['eth0'] },
    group: {
      description: "The group's address.",
      type: 'string',
      form: 'group',
      examples: ['224.1.1.2'],
    },
  },
  examples: [{ nic: 'eth0', group: '224.1.1.2' }],
};
