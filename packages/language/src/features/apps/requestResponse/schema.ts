import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'A client that sends requests over UDP or TCP, one after another, and a server that answers each. Over UDP, an unanswered request is sent again, and given up in the end; over TCP, it is lost with its connection.',
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
    protocol: {
      description: 'udp, or tcp. Default udp.',
      type: 'string',
      enum: ['udp', 'tcp'],
      examples: ['tcp'],
    },
    'keep-alive': {
      description:
        'Over TCP, whether all requests go over one connection; false: each has its own, and opening it counts. Default true.',
      type: 'boolean',
      examples: [false],
    },
    congestion: { $ref: '#/definitions/congestionControl' },
    settings: { $ref: '#/definitions/flowSettings' },
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
      description: 'Requests. Default: 1, or with until no limit.',
      type: 'integer',
      minimum: 1,
      maximum: 10000000,
      examples: [100],
    },
    until: {
      description: 'Scenario time from which on no request begins.',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
    request: {
      description:
        'Bytes of data of a request (b, kb, mb; kib, mib). Over TCP it may vary. Default 100b.',
      $ref: '#/definitions/varyingSize',
      examples: ['200b'],
    },
    response: {
      description:
        'Bytes of data of a response (b, kb, mb; kib, mib). Over TCP it may vary. Default 1kb.',
      $ref: '#/definitions/varyingSize',
      examples: ['10kb', { exponential: '20kb' }],
    },
    think: {
      description: 'Time from the end of a request to the next one. Default 0s.',
      $ref: '#/definitions/varyingDuration',
      examples: ['100ms', { exponential: '1s' }],
    },
    service: {
      description:
        'Time from the arrival of a request to its response. Requests do not wait for each other. Default 0s.',
      $ref: '#/definitions/varyingDuration',
      examples: ['5ms', { exponential: '5ms' }],
    },
    timeout: {
      description:
        'Over UDP, how long a response is waited for before the request is sent again. Default 1s.',
      $ref: '#/definitions/duration',
      examples: ['200ms'],
    },
    retries: {
      description: 'Over UDP, how often a request is sent again. Default 3.',
      type: 'integer',
      minimum: 0,
      maximum: 1000,
      examples: [0],
    },
    sourcePort: {
      description: 'Over UDP, the port to send from. Default: a free one.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [40000],
    },
    df: {
      description: 'Over UDP, whether requests carry the DF bit: do not fragment. Default false.',
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
  },
  examples: [
    { from: 'h1', to: 'h2:80', count: 20, response: '10kb', think: { exponential: '1s' } },
    { from: 'h1', to: 'h2:80', protocol: 'tcp', count: 20, response: { exponential: '20kb' } },
  ],
};
