import { DIRECTION_PROPERTIES } from '../../features/define/directionSchema.js';
import type { Definitions } from '../../features/define/jsonSchema.js';

/** Segments and what is attached to them. */
export const SEGMENT_DEFINITIONS: Definitions = {
  scenarioSegment: {
    description:
      'A hub or a switch. Of the parameters of links, those that stand here hold for both directions of every port; without them: rate 1gbit, delay 1us, mtu 1500, queue 100p. The defaults of links are not for segments.',
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'attach'],
    properties: {
      kind: {
        description:
          'hub: every frame goes to every other port. switch: a learning bridge (IEEE 802.1D), which sends a frame where its MAC address was seen, and everywhere while it was not.',
        type: 'string',
        enum: ['switch', 'hub'],
        examples: ['switch'],
      },
      attach: {
        description:
          'The NICs, each with a port of its own: NODE:NIC, or the long form with what differs at this port.',
        type: 'array',
        minItems: 1,
        items: { $ref: '#/definitions/attachment' },
        examples: [
          ['h1:eth0', 'h2:eth0', 'r1:eth0'],
          ['h1:eth0', { endpoint: 'h2:eth0', mac: '02:00:00:00:00:02', rate: '10mbit' }],
        ],
      },
      subnet: {
        description:
          'Subnet from which the NICs get addresses that have none given under nodes, in the order of attach. Default: that of the first address given to one of the NICs, else the next of the pool, large enough for all.',
        type: 'string',
        form: 'prefix',
        examples: ['10.9.1.0/24'],
      },
      ...DIRECTION_PROPERTIES,
      'mac-ageing': {
        description: 'switch: how long it remembers where a MAC address was. Default 300s.',
        $ref: '#/definitions/duration',
        examples: ['10s'],
      },
      'igmp-snooping': {
        description:
          "switch: whether multicast goes only where IGMP shows members and routers (RFC 4541). With fast-leave a port is left at once on a leave message, not when the querier's question remains unanswered. Default true, without fast-leave.",
        anyOf: [
          { type: 'boolean' },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              'fast-leave': {
                description: 'Whether a port is left at once on a leave message. Default false.',
                type: 'boolean',
                examples: [true],
              },
            },
          },
        ],
        examples: [false, { 'fast-leave': true }],
      },
      announce: {
        description:
          'Whether every NIC announces its addresses by ARP at the start (RFC 5227 2.3), which shows conflicts. Default false.',
        type: 'boolean',
        examples: [true],
      },
      'allow-conflicts': {
        description:
          'Whether NICs of this segment may have the same address: for a conflict that is wanted. Default false: an address that is there twice is a mistake.',
        type: 'boolean',
        examples: [true],
      },
    },
  },
  attachment: {
    description:
      'A NIC on a segment. Parameters that stand here are those of its port: forward leads to the segment, reverse to the NIC.',
    type: ['string', 'object'],
    form: 'endpoint',
    additionalProperties: false,
    required: ['endpoint'],
    properties: {
      endpoint: {
        description: 'The node and its NIC.',
        type: 'string',
        form: 'endpoint',
        examples: ['h2:eth0'],
      },
      mac: {
        description:
          'MAC address of the NIC. Default: one made of the names, which begins with 02.',
        type: 'string',
        form: 'mac',
        examples: ['02:00:00:00:00:02'],
      },
      ...DIRECTION_PROPERTIES,
      reverse: { $ref: '#/definitions/reverseDirection' },
    },
    examples: ['h1:eth0', { endpoint: 'h2:eth0', mac: '02:00:00:00:00:02', rate: '10mbit' }],
  },
};
