import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Sends the IPv4 packets of a capture again, at the times they have there, counted from the first.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'file'],
  properties: {
    from: { description: 'The node that sends.', $ref: '#/definitions/name', examples: ['h1'] },
    file: {
      description:
        'The capture, pcap or pcapng, in the folder of the scenario file. Of link types Ethernet, raw IP, Linux cooked (SLL, SLL2) and BSD loopback (NULL, LOOP). Packets that are not IPv4 are left out; the report says how many, and why.',
      type: 'string',
      minLength: 1,
      maxLength: 1000,
      examples: ['voice.pcapng'],
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
        'The node at which arriving packets are counted. Default: the node with the destination address of the first packet; without one nothing counts as received.',
      $ref: '#/definitions/name',
      examples: ['h2'],
    },
    speed: {
      description: 'How many times as fast as captured: 2 halves all times. Default 1.',
      type: 'number',
      minimum: 1e-6,
      maximum: 1000000,
      examples: [2, 0.5],
    },
  },
  examples: [{ from: 'h1', file: 'voice.pcapng', receiver: 'h2' }],
};
