import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Opens a TCP connection (RFC 9293), sends as fast as it carries, and closes it; a receiver listens, accepts and reads all. How TCP behaves is set by `tcp` of the nodes.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    from: {
      description: 'The node that connects and sends.',
      $ref: '#/definitions/name',
      examples: ['h1'],
    },
    to: {
      description: 'Where to: a node (its main address) or an address, and a port.',
      type: 'string',
      form: 'udp-target',
      examples: ['h2:80', '10.9.0.2:5001'],
    },
    octets: {
      description:
        'Bytes of data to send (b, kb, mb; kib, mib), then the connection is closed. Default: as many as it carries.',
      type: 'string',
      pattern: '^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$',
      form: 'size',
      examples: ['1mb'],
    },
    until: {
      description:
        'Scenario time at which the sender closes the connection; what it has written by then still arrives. Default: when all octets are written; without octets, the end of the scenario (stop).',
      $ref: '#/definitions/duration',
      examples: ['10s'],
    },
    receive: {
      description:
        'Whether the port is opened at the destination, or at the receiver. false: the connection is refused, unless something else listens. Default true.',
      type: 'boolean',
      examples: [false],
    },
    receiver: {
      description:
        'The node that listens: NODE, or NODE:PORT where NAT changes the port. Default: the node with the destination address.',
      type: 'string',
      form: 'socket-endpoint',
      examples: ['h2', 'h2:8080'],
    },
    sourcePort: {
      description: 'Port to connect from. Default: a free one.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [40000],
    },
    congestion: { $ref: '#/definitions/congestionControl' },
    settings: { $ref: '#/definitions/flowSettings' },
    ttl: {
      description: 'TTL of its packets. Default: that of the node.',
      type: 'integer',
      minimum: 1,
      maximum: 255,
      examples: [3],
    },
    dscp: { $ref: '#/definitions/dscp' },
  },
  examples: [
    { from: 'h1', to: 'h2:80', octets: '1mb' },
    { from: 'h1', to: 'h2:80', until: '10s', congestion: 'reno' },
  ],
};
