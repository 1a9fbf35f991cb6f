import type { JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    'Finds the routers on the path by the ICMP errors that datagrams of growing TTL cause.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    from: { description: 'The node that asks.', $ref: '#/definitions/name', examples: ['h1'] },
    to: {
      description: 'A node (its main address) or an address.',
      type: 'string',
      form: 'host',
      examples: ['h2'],
    },
    probe: {
      description:
        'What is sent: UDP datagrams to ports that nobody uses, or ICMP echo requests. Default udp.',
      type: 'string',
      enum: ['udp', 'icmp'],
      examples: ['icmp'],
    },
    maxHops: {
      description: 'Largest TTL that is tried. Default 30.',
      type: 'integer',
      minimum: 1,
      maximum: 255,
      examples: [30],
    },
    probesPerHop: {
      description: 'Probes for each TTL. Default 3.',
      type: 'integer',
      minimum: 1,
      maximum: 10,
      examples: [3],
    },
    timeout: {
      description: 'How long to wait for the answer to a probe. Default 3s.',
      $ref: '#/definitions/duration',
      examples: ['1s'],
    },
  },
  examples: [{ from: 'h1', to: 'h2' }],
};
