import type { JsonSchema } from '../../define/jsonSchema.js';
import { PACKET } from '../../packet/schema.js';

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
      ...PACKET,
      description:
        'The IPv4 packet: in hexadecimal, where white space means nothing; or by its headers, ipv4 and one of tcp and udp.',
    },
  },
  examples: [{ nic: 'eth0', packet: '4500 001c …' }],
};
