import type { JsonSchema } from '../../define/jsonSchema.js';
import { PACKET } from '../../packet/schema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Sends a packet that is written in hexadecimal or by its headers, and counts what arrives of it.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'packet'],
  properties: {
    from: { description: 'The node that sends.', $ref: '#/definitions/name', examples: ['h1'] },
    packet: {
      ...PACKET,
      description:
        'The IPv4 packet: in hexadecimal, header included, where white space means nothing; or by its headers, ipv4 and one of tcp and udp. When sent, its header checksum and total length are filled in.',
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
