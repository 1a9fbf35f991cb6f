import type { JsonSchema } from '../../define/jsonSchema.js';
import type { SchemaPart } from '../../define/schemaPart.js';
import { NODE_GROUP } from '../common/nodeGroup.js';
import { VARYING_SIZE } from '../common/varyingSize.js';

export const SCHEMA: JsonSchema = {
  description:
    'Generates TCP flows: they begin as a Poisson process, each a connection of its own from a node of one group to a node of another, both drawn at random, and carry a size that is drawn too. Completion times and slow-downs are reported by size.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to', 'sizes', 'poisson'],
  properties: {
    from: {
      description: 'The nodes that send: names, and patterns in which * stands for any letters.',
      ...NODE_GROUP,
    },
    to: {
      description: 'The nodes that receive. A flow is for another node than its own.',
      ...NODE_GROUP,
    },
    port: {
      description: 'The port that receivers listen at. Default 80.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [5001],
    },
    sizes: { $ref: '#/definitions/varyingSize' },
    poisson: { $ref: '#/definitions/flowArrivals' },
    count: {
      description: 'Flows, at most. Default: no limit.',
      type: 'integer',
      minimum: 1,
      maximum: 10000000,
      examples: [1000],
    },
    until: {
      description:
        'Scenario time from which on no flow begins; those that go on are carried on. Default: with a count no end, without one the end of the scenario (stop).',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
    classes: {
      description:
        'Classes of size in which flows are counted, the smallest first: each up to a size, the last without. Default: small to 100kb, medium to 10mb, and large.',
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: { $ref: '#/definitions/flowClass' },
      examples: [[{ name: 'mice', to: '100kb' }, { name: 'elephants' }]],
    },
    congestion: { $ref: '#/definitions/congestionControl' },
    settings: { $ref: '#/definitions/flowSettings' },
    ttl: {
      description: 'TTL of the packets of senders. Default: that of the node.',
      type: 'integer',
      minimum: 1,
      maximum: 255,
      examples: [3],
    },
    dscp: { $ref: '#/definitions/dscp' },
  },
  examples: [
    { from: 'h*', to: 'h*', sizes: 'web-search', poisson: { load: '50%', link: 'core' } },
    { from: ['h1', 'h2'], to: 'h3', sizes: '20kb', poisson: { 'per-second': 100 }, count: 1000 },
  ],
};

/** Mappings inside of it. */
export const PARTS: Readonly<Record<string, SchemaPart>> = {
  varyingSize: VARYING_SIZE,
  flowArrivals: {
    what: 'a Poisson process of flows',
    title: 'flows.poisson',
    schema: {
      description:
        'How often flows begin, all of them together: a Poisson process, by exactly one of load, rate, per-second and gap.',
      type: 'object',
      additionalProperties: false,
      oneOf: [
        { required: ['load'] },
        { required: ['rate'] },
        { required: ['per-second'] },
        { required: ['gap'] },
      ],
      dependencies: { load: ['link'], link: ['load'], direction: ['load'] },
      properties: {
        load: {
          description:
            'Share of the rate of a link: the mean size of flows times their rate is so much of it. Headers, and what is sent again, come on top.',
          $ref: '#/definitions/percent',
          examples: ['60%'],
        },
        link: {
          description: 'The link of the load.',
          $ref: '#/definitions/name',
          examples: ['bottleneck'],
        },
        direction: {
          description: 'Which of its directions. Default forward.',
          type: 'string',
          enum: ['forward', 'reverse'],
          examples: ['reverse'],
        },
        rate: {
          description: 'The mean rate of data that flows bring, headers not counted.',
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(bit|kbit|mbit|gbit)$',
          form: 'bit-rate',
          examples: ['60mbit'],
        },
        'per-second': {
          description: 'The mean number of flows that begin in a second.',
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 1000000000,
          examples: [200],
        },
        gap: {
          description: 'The mean gap between two flows.',
          $ref: '#/definitions/duration',
          examples: ['5ms'],
        },
      },
      examples: [{ load: '60%', link: 'bottleneck' }, { 'per-second': 200 }],
    },
  },
  flowClass: {
    what: 'a class of flows',
    title: 'flows.classes',
    schema: {
      description: 'Flows of up to a size, and larger than those of the class before.',
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: {
        name: {
          description: 'Name in reports and expectations.',
          $ref: '#/definitions/name',
          examples: ['mice'],
        },
        to: {
          description: 'The largest size that belongs to it. Default, of the last class: no limit.',
          type: 'string',
          pattern: '^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$',
          form: 'size',
          examples: ['100kb'],
        },
      },
      examples: [{ name: 'mice', to: '100kb' }],
    },
  },
};
