import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description: 'Sends UDP datagrams to a port, where a receiver counts them.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    from: { description: 'The node that sends.', $ref: '#/definitions/name', examples: ['h1'] },
    to: {
      description:
        'Where to: a node (its main address) or an address, and a port. If an address belongs to no node, nobody receives.',
      type: 'string',
      form: 'udp-target',
      examples: ['h2:5004', '10.9.0.2:53'],
    },
    receive: {
      description:
        'Whether a receiver is opened at the destination, or at the receiver. false: no port is opened; what a socket takes counts nevertheless. Default true.',
      type: 'boolean',
      examples: [false],
    },
    receiver: {
      description:
        'The node at which what arrives is counted, and at which the receiver is opened: NODE, or NODE:PORT where NAT changes the port. Default: it counts wherever a socket takes it, behind NAT too, and the receiver is opened at the node with the destination address.',
      type: 'string',
      form: 'socket-endpoint',
      examples: ['h2', 'h2:8080'],
    },
    sourcePort: {
      description: 'Port to send from. Default: a free one.',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [40000],
    },
    count: {
      description: 'Datagrams to send. Default 1.',
      type: 'integer',
      minimum: 1,
      maximum: 10000000,
      examples: [100],
    },
    interval: {
      description: 'Time between two datagrams. Default 1s.',
      $ref: '#/definitions/duration',
      examples: ['20ms'],
    },
    size: {
      description:
        'Bytes of data in each datagram, behind 20 of IPv4 and 8 of UDP header (b, kb, mb; kib, mib). Default 64b; not with payload.',
      type: 'string',
      pattern: '^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$',
      form: 'size',
      examples: ['160b'],
    },
    payload: {
      description: 'Data of each datagram, as text in UTF-8, in place of a size.',
      type: 'string',
      maxLength: 65507,
      examples: ['hello'],
    },
    df: {
      description: 'Whether datagrams carry the DF bit: do not fragment. Default false.',
      type: 'boolean',
      examples: [true],
    },
    ttl: {
      description: 'TTL of the datagrams. Default: that of the node.',
      type: 'integer',
      minimum: 1,
      maximum: 255,
      examples: [3],
    },
    dscp: { $ref: '#/definitions/dscp' },
  },
  examples: [{ from: 'h1', to: 'h2:5004', count: 50, interval: '20ms', size: '160b' }],
  not: { required: ['size', 'payload'] },
};
