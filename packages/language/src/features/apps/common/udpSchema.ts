import type { JsonSchema } from '../../define/jsonSchema.js';

type Properties = Readonly<Record<string, JsonSchema>>;

/** From which node datagrams go, and to which port. */
export const UDP_ENDS: Properties = {
  from: { description: 'The node that sends.', $ref: '#/definitions/name', examples: ['h1'] },
  to: {
    description:
      'Where to: a node (its main address) or an address, and a port. If an address belongs to no node, nobody receives.',
    type: 'string',
    form: 'udp-target',
    examples: ['h2:5004', '10.9.0.2:53'],
  },
};

/** Where they are received and counted, and the port that they come from. */
export const UDP_RECEIVER: Properties = {
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
};

/** What their headers say. */
export const UDP_HEADER: Properties = {
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
};
