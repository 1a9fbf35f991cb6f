import type { JsonSchema } from '../../define/jsonSchema.js';
import { UDP_ENDS, UDP_HEADER, UDP_RECEIVER } from '../common/udpSchema.js';

export const SCHEMA: JsonSchema = {
  description: 'Sends UDP datagrams to a port, where a receiver counts them.',
  type: 'object',
  additionalProperties: false,
  required: ['from', 'to'],
  properties: {
    ...UDP_ENDS,
    ...UDP_RECEIVER,
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
      description: 'Data of each datagram, as text in UTF-8, instead of a size.',
      type: 'string',
      maxLength: 65507,
      examples: ['hello'],
    },
    ...UDP_HEADER,
  },
  examples: [{ from: 'h1', to: 'h2:5004', count: 50, interval: '20ms', size: '160b' }],
  not: { required: ['size', 'payload'] },
};
