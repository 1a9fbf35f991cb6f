import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description: 'Sends ICMP echo requests and waits for the replies.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    from: {
      description:
        'The node that pings; a list of nodes; or *, all that have a link. With several, each pings every destination but itself, and the numbers in expectations are those of all together.',
      $ref: '#/definitions/nodeSelection',
      examples: ['h1', ['h1', 'h2'], '*'],
    },
    to: {
      description:
        'A node (its main address), an address, a list of these; or *, all nodes that have a link.',
      $ref: '#/definitions/hostSelection',
      examples: ['h2', '10.9.0.2', '*'],
    },
    count: {
      description: 'Requests to each destination. Default 4.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [20],
    },
    interval: {
      description: 'Time between two requests to one destination. Default 1s.',
      $ref: '#/definitions/duration',
      examples: ['200ms'],
    },
    size: {
      description:
        'Bytes of data in each request, behind 20 of IPv4 and 8 of ICMP header. Default 56.',
      type: 'integer',
      minimum: 0,
      maximum: 65507,
      examples: [1472],
    },
    df: {
      description: 'Whether requests carry the DF bit: do not fragment. Default false.',
      type: 'boolean',
      examples: [true],
    },
    ttl: {
      description: 'TTL of the requests. Default: that of the node.',
      type: 'integer',
      minimum: 1,
      maximum: 255,
      examples: [3],
    },
    dscp: { $ref: '#/definitions/dscp' },
    timeout: {
      description: 'How long after the last request replies still count. Default 10s.',
      $ref: '#/definitions/duration',
      examples: ['2s'],
    },
    stagger: {
      description:
        'With several pairs, the time between the starts of two. Default 0s: all at once.',
      $ref: '#/definitions/duration',
      examples: ['1ms'],
    },
  },
  examples: [
    { from: 'h1', to: 'h2', count: 20, size: 1472, df: true },
    { from: '*', to: '*', count: 1 },
  ],
};
