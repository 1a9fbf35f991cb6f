import type { JsonSchema } from '../../define/jsonSchema.js';
import type { SchemaPart } from '../../define/schemaPart.js';

export const SCHEMA: JsonSchema = {
  description: 'UDP datagrams to a multicast group, and receivers that are members of it.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'group', 'port', 'receivers'],
  properties: {
    from: { description: 'Node that sends.', $ref: '#/definitions/name', examples: ['source'] },
    nic: {
      description: 'NIC of the sender by which the datagrams leave. Default: its first.',
      $ref: '#/definitions/name',
      examples: ['eth0'],
    },
    group: {
      description: 'Multicast group.',
      type: 'string',
      form: 'group',
      examples: ['224.1.1.1'],
    },
    port: {
      description: 'UDP port of the receivers.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [5004],
    },
    sourcePort: {
      description: 'UDP port of the sender. Default: a free one.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [40000],
    },
    receivers: {
      description: 'Nodes that receive: each by its name, or with times of its own.',
      type: 'array',
      minItems: 1,
      items: { $ref: '#/definitions/multicastReceiver' },
      examples: [['h1', { node: 'h2', leave: '5s' }]],
    },
    join: {
      description:
        'Scenario time at which receivers join that say nothing themselves: before the event, so that routers know of them. Default: the time of the event.',
      $ref: '#/definitions/duration',
      examples: ['0s'],
    },
    count: {
      description: 'How many datagrams are sent. Default 1, or with until: as many as fit.',
      type: 'integer',
      minimum: 1,
      maximum: 1000000,
      examples: [100],
    },
    interval: {
      description: 'Time between two datagrams. Default 1s.',
      $ref: '#/definitions/duration',
      examples: ['20ms'],
    },
    until: {
      description: 'Scenario time from which on nothing is sent.',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
    size: {
      description: 'Data of each datagram, without headers. Default 64b.',
      type: 'string',
      form: 'size',
      examples: ['160b'],
    },
    payload: {
      description: 'Text that each datagram holds, instead of size.',
      type: 'string',
      examples: ['hello'],
    },
    ttl: {
      description:
        'TTL of the datagrams. Default 16: the 1 of RFC 1112 6.1 would never leave the link.',
      $ref: '#/definitions/ttl',
      examples: [16],
    },
    dscp: { $ref: '#/definitions/dscp' },
    loop: {
      description: "Whether members on the sender's own node get them too. Default false.",
      type: 'boolean',
      examples: [true],
    },
  },
  not: { required: ['size', 'payload'] },
  examples: [{ from: 'source', group: '224.1.1.1', port: 5004, receivers: ['h1', 'h2'] }],
};

/** Mappings inside of it. */
export const PARTS: Readonly<Record<string, SchemaPart>> = {
  multicastReceiver: {
    what: 'a receiver',
    title: 'A receiver of multicast',
    schema: {
      type: ['string', 'object'],
      form: 'name',
      additionalProperties: false,
      required: ['node'],
      properties: {
        node: { description: 'Node that receives.', $ref: '#/definitions/name', examples: ['h2'] },
        nic: {
          description: 'NIC that joins the group. Default: its first.',
          $ref: '#/definitions/name',
          examples: ['eth0'],
        },
        join: {
          description: 'Scenario time at which it joins. Default: that of all receivers.',
          $ref: '#/definitions/duration',
          examples: ['2s'],
        },
        leave: {
          description: 'Scenario time at which it leaves. Default: never.',
          $ref: '#/definitions/duration',
          examples: ['5s'],
        },
      },
    },
  },
};
