import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description: 'Sends a packet that is written in hexadecimal, and counts what arrives of it.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'packet'],
  properties: {
    from: { description: 'The node that sends.', $ref: '#/definitions/name', examples: ['h1'] },
    packet: {
      description:
        'The IPv4 packet in hexadecimal, header included; white space means nothing. When sent, its header checksum and total length are filled in.',
      type: 'string',
      form: 'octets',
      examples: ['4500001c 00010000 401166ce 0a000001 0a000002 00350035 00080000'],
    },
    nic: {
      description:
        'The NIC by which packets leave, or at which they appear with mode inject. Default: by route.',
      $ref: '#/definitions/name',
      examples: ['eth0'],
    },
    mode: {
      description:
        'send: as by a raw socket, so that the packet needs a sound IPv4 header. inject: as if it had just come from the link of nic; nothing in it is checked first. Default send.',
      type: 'string',
      enum: ['send', 'inject'],
      examples: ['inject'],
    },
    receiver: {
      description:
        'The node at which arriving packets are counted. Default: the node with the destination address; without one nothing counts as received.',
      $ref: '#/definitions/name',
      examples: ['h2'],
    },
    count: {
      description: 'How often it is sent. Default: 1, or with until no limit.',
      type: 'integer',
      minimum: 1,
      maximum: 10000000,
      examples: [100],
    },
    interval: {
      description: 'Time between two packets. Default 1s.',
      $ref: '#/definitions/duration',
      examples: ['20ms'],
    },
    until: {
      description: 'Scenario time from which on nothing is sent.',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
  },
  examples: [{ from: 'h1', packet: '4500 001c …', receiver: 'h2' }],
};
