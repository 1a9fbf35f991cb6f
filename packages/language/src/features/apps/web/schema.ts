import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'A client that loads pages over TCP, one after another: first what a page begins with, then its objects, over several connections at a time, each with one request at a time (as HTTP/1.1).',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    from: { description: 'The node of the client.', $ref: '#/definitions/name', examples: ['h1'] },
    to: {
      description: 'The server: a node (its main address) or an address, and a port.',
      type: 'string',
      form: 'udp-target',
      examples: ['h2:80'],
    },
    serve: {
      description:
        'Whether a server is opened at the destination, or at the server. false: no port is opened. Default true.',
      type: 'boolean',
      examples: [false],
    },
    server: {
      description:
        'The node on which the server is opened: NODE, or NODE:PORT where NAT changes the port. Default: the node with the destination address.',
      type: 'string',
      form: 'socket-endpoint',
      examples: ['h2', 'h2:8080'],
    },
    count: {
      description: 'Pages. Default: 1, or with until no limit.',
      type: 'integer',
      minimum: 1,
      maximum: 10000000,
      examples: [100],
    },
    until: {
      description: 'Scenario time from which on no page begins.',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
    page: {
      description: 'Bytes of data of what a page begins with. Default 20kb.',
      $ref: '#/definitions/varyingSize',
      examples: ['20kb', { exponential: '30kb' }],
    },
    objects: {
      description:
        'How many objects a page has beside, asked for when what it begins with has come; or from how many to how many, each number equally often. Default 10.',
      type: ['integer', 'array'],
      minimum: 0,
      maximum: 1000,
      minItems: 2,
      maxItems: 2,
      items: { type: 'integer', minimum: 0, maximum: 1000 },
      examples: [20, [5, 40]],
    },
    object: {
      description: 'Bytes of data of an object. Default 10kb.',
      $ref: '#/definitions/varyingSize',
      examples: ['10kb', { exponential: '15kb' }],
    },
    request: {
      description: 'Bytes of data of a request. Default 400b.',
      $ref: '#/definitions/varyingSize',
      examples: ['400b'],
    },
    connections: {
      description: 'Connections at a time, at most. Default 6.',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      examples: [2],
    },
    'keep-alive': {
      description: 'Whether connections stay open for the next page. Default true.',
      type: 'boolean',
      examples: [false],
    },
    think: {
      description: 'Time from the end of a page to the next one. Default 0s.',
      $ref: '#/definitions/varyingDuration',
      examples: ['5s', { exponential: '10s' }],
    },
    service: {
      description: 'Time from when the server has read a request to its response. Default 0s.',
      $ref: '#/definitions/varyingDuration',
      examples: ['5ms', { exponential: '5ms' }],
    },
    congestion: { $ref: '#/definitions/congestionControl' },
    settings: { $ref: '#/definitions/flowSettings' },
    ttl: {
      description: "TTL of the client's packets. Default: that of the node.",
      type: 'integer',
      minimum: 1,
      maximum: 255,
      examples: [3],
    },
    dscp: { $ref: '#/definitions/dscp' },
  },
  examples: [
    { from: 'h1', to: 'h2:80', until: '60s', objects: [5, 40], think: { exponential: '5s' } },
  ],
};
