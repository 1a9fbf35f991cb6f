import type { JsonSchema } from '../define/jsonSchema.js';
import type { SchemaPart } from '../define/schemaPart.js';

/** A whole packet, in hexadecimal or by its headers. */
export const PACKET: JsonSchema = {
  type: ['string', 'object'],
  form: 'octets',
  additionalProperties: false,
  properties: {
    ipv4: { $ref: '#/definitions/ipv4Header' },
    tcp: { $ref: '#/definitions/tcpHeader' },
    udp: { $ref: '#/definitions/udpHeader' },
  },
  examples: [
    '4500001c 00010000 401166ce 0a000001 0a000002 00350035 00080000',
    {
      ipv4: { source: 'h1', destination: 'h2' },
      tcp: { sourcePort: 40000, destinationPort: 80, flags: ['syn'] },
    },
  ],
};

const PORT = { type: 'integer', minimum: 0, maximum: 65535 } as const;
const NUMBER = { type: 'integer', minimum: 0, maximum: 4294967295 } as const;

const CHECKSUM: JsonSchema = {
  description:
    'right; wrong: each bit of it the other way round; or what stands there, such as "0x1234". Default right.',
  type: 'string',
  form: 'checksum',
  examples: ['wrong', '0x1234'],
};

const PORTS = {
  sourcePort: { description: 'The port that it comes from.', ...PORT, examples: [40000] },
  destinationPort: { description: 'The port that it is for.', ...PORT, examples: [80] },
};

const PAYLOAD: JsonSchema = {
  description: 'Data behind the header, as text in UTF-8. Default none.',
  type: 'string',
  maxLength: 65000,
  examples: ['hello'],
};

/** Mappings inside of it. */
export const PACKET_PARTS: Readonly<Record<string, SchemaPart>> = {
  ipv4Header: {
    what: 'an IPv4 header',
    title: 'packet.ipv4',
    schema: {
      description: 'An IPv4 header; length, protocol and checksum follow from the rest.',
      type: 'object',
      additionalProperties: false,
      required: ['source', 'destination'],
      properties: {
        source: {
          description: 'Source address: a node (its main address), or an address.',
          type: 'string',
          form: 'host',
          examples: ['h1', '10.0.0.1'],
        },
        destination: {
          description: 'Destination address: a node (its main address), or an address.',
          type: 'string',
          form: 'host',
          examples: ['h2', '10.0.0.2'],
        },
        ttl: {
          description: 'TTL. Default 64.',
          type: 'integer',
          minimum: 0,
          maximum: 255,
          examples: [1],
        },
        dscp: { $ref: '#/definitions/dscp' },
        df: {
          description: 'The DF bit: do not fragment. Default false.',
          type: 'boolean',
          examples: [true],
        },
        identification: {
          description: 'Identification. Default 0.',
          type: 'integer',
          minimum: 0,
          maximum: 65535,
          examples: [1],
        },
      },
      examples: [{ source: 'h1', destination: 'h2', ttl: 1 }],
    },
  },
  tcpHeader: {
    what: 'a TCP header',
    title: 'packet.tcp',
    schema: {
      description: 'A TCP header (RFC 9293 3.1), and the data behind it.',
      type: 'object',
      additionalProperties: false,
      required: ['sourcePort', 'destinationPort'],
      properties: {
        ...PORTS,
        seq: { description: 'Sequence number. Default 0.', ...NUMBER, examples: [1000] },
        ack: { description: 'Acknowledgment number. Default 0.', ...NUMBER, examples: [2001] },
        flags: {
          description: 'Control bits that are set. Default none.',
          type: 'array',
          uniqueItems: true,
          items: {
            type: 'string',
            enum: ['fin', 'syn', 'rst', 'psh', 'ack', 'urg', 'ece', 'cwr', 'ae'],
          },
          examples: [['syn'], ['psh', 'ack']],
        },
        window: {
          description: 'Window as it stands in the header, not scaled. Default 65535.',
          type: 'integer',
          minimum: 0,
          maximum: 65535,
          examples: [8192],
        },
        urgent: {
          description: 'Urgent pointer. Default 0.',
          type: 'integer',
          minimum: 0,
          maximum: 65535,
          examples: [1],
        },
        options: { $ref: '#/definitions/tcpOptions' },
        payload: PAYLOAD,
        checksum: CHECKSUM,
      },
      examples: [
        { sourcePort: 40000, destinationPort: 80, flags: ['syn'], options: { mss: 1460 } },
      ],
    },
  },
  tcpOptions: {
    what: 'options of a TCP header',
    title: 'packet.tcp.options',
    schema: {
      description:
        'Options of a TCP header, in the order of this table, each with the padding that puts its numbers at whole words; 40 octets of them at most.',
      type: 'object',
      additionalProperties: false,
      properties: {
        mss: {
          description: 'Maximum segment size (RFC 9293 3.7.1).',
          type: 'integer',
          minimum: 0,
          maximum: 65535,
          examples: [1460],
        },
        'sack-permitted': {
          description: 'SACK permitted (RFC 2018 2). Default false.',
          type: 'boolean',
          examples: [true],
        },
        timestamps: {
          description: 'Timestamp value and timestamp echo reply (RFC 7323 3.2).',
          type: 'array',
          minItems: 2,
          maxItems: 2,
          items: NUMBER,
          examples: [[1000, 0]],
        },
        wscale: {
          description: 'Shift of the window scale (RFC 7323 2.2).',
          type: 'integer',
          minimum: 0,
          maximum: 255,
          examples: [7],
        },
        sack: {
          description: 'SACK blocks: left and right edge of each (RFC 2018 3).',
          type: 'array',
          minItems: 1,
          maxItems: 4,
          items: { type: 'array', minItems: 2, maxItems: 2, items: NUMBER },
          examples: [[[3000, 4000]]],
        },
      },
      examples: [{ mss: 1460, 'sack-permitted': true, wscale: 7 }],
    },
  },
  udpHeader: {
    what: 'a UDP header',
    title: 'packet.udp',
    schema: {
      description: 'A UDP header (RFC 768), and the data behind it.',
      type: 'object',
      additionalProperties: false,
      required: ['sourcePort', 'destinationPort'],
      properties: { ...PORTS, payload: PAYLOAD, checksum: CHECKSUM },
      examples: [{ sourcePort: 40000, destinationPort: 53, payload: 'hello' }],
    },
  },
};
