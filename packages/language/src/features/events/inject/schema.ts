import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Makes a packet appear at a NIC, as if it had just come from the link. Nothing in it is checked first.',
  type: 'object',
  additionalProperties: false,
  required: ['nic', 'packet'],
  properties: {
    nic: {
      description: 'The NIC that receives it.',
      $ref: '#/definitions/name',
      examples: ['eth0'],
    },
    packet: {
      description: 'The IPv4 packet in hexadecimal; white space means nothing.',
      type: 'string',
      form: 'octets',
      examples: ['4500001c 00010000 401166ce 0a000001 0a000002 00350035 00080000'],
    },
  },
  examples: [{ nic: 'eth0', packet: '4500 001c …' }],
};
