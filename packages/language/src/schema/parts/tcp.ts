import type { Definitions } from '../../features/define/jsonSchema.js';

const SIZE = {
  type: 'string',
  pattern: '^\\d+(\\.\\d+)?(b|kb|mb|kib|mib)$',
  form: 'size',
} as const;

/** What a node says of its TCP, and a flow of its own. */
const SETTINGS: Definitions = {
  ecn: {
    description:
      'ECN (RFC 3168): true asks and answers, false does neither. Default: it answers. DCTCP asks in any case.',
    type: 'boolean',
    examples: [true],
  },
  sack: {
    description: 'Selective acknowledgments (RFC 2018). Default true.',
    type: 'boolean',
    examples: [false],
  },
  timestamps: {
    description: 'Timestamps (RFC 7323 3). Default true.',
    type: 'boolean',
    examples: [false],
  },
  'window-scaling': {
    description: 'Windows of more than 64 KiB (RFC 7323 2). Default true.',
    type: 'boolean',
    examples: [false],
  },
  'initial-window': {
    description: 'Segments that are sent at first (RFC 6928). Default 10.',
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    examples: [4],
  },
  'min-rto': {
    description: 'Least retransmission time-out. Default 1s (RFC 6298 2.4); linux 200ms.',
    $ref: '#/definitions/duration',
    examples: ['200ms'],
  },
  'delayed-ack': {
    description:
      'Longest delay of an ACK, from 1ms to 500ms (RFC 1122 4.2.3.2). Default 200ms, after the gaps between segments.',
    $ref: '#/definitions/duration',
    examples: ['40ms'],
  },
  'send-buffer': {
    description:
      "Memory of a connection's send buffer, bookkeeping included. Default: 16 KiB that grows to 4 MiB.",
    ...SIZE,
    examples: ['4mib'],
  },
  'receive-buffer': {
    description:
      "Memory of a connection's receive buffer, about half of it data at first. Default: 128 KiB that grows to 6 MiB.",
    ...SIZE,
    examples: ['4mib'],
  },
};

/** How the TCP of a node behaves. */
export const TCP_DEFINITIONS: Definitions = {
  congestionControl: {
    description:
      'Congestion control of connections: reno (RFC 5681), cubic (RFC 9438), dctcp (RFC 8257) or bbr (version 1). Default cubic; of a flow, that of the sending node.',
    type: 'string',
    enum: ['reno', 'cubic', 'dctcp', 'bbr'],
    examples: ['reno'],
  },
  tcpSettings: {
    description:
      "How the node's TCP behaves: what differs from the stack. Nodes speak TCP in scenarios with a tcp app or with these settings; elsewhere TCP meets an unknown protocol.",
    type: 'object',
    additionalProperties: false,
    properties: {
      stack: {
        description:
          "standard: the RFCs where Linux departs from them (RTO of at least 1 s, SYN time-outs that double, exact timers); linux: as Linux 6.18, its timers' granularity and lateness too. Default standard.",
        type: 'string',
        enum: ['standard', 'linux'],
        examples: ['linux'],
      },
      congestion: { $ref: '#/definitions/congestionControl' },
      ...SETTINGS,
    },
    examples: [{ congestion: 'dctcp', ecn: true }, { stack: 'linux' }],
  },
  flowSettings: {
    description:
      'How TCP behaves in these connections, at both ends: what differs from the nodes. Other apps do not share their port, unless they want the same.',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...SETTINGS,
      nagle: {
        description:
          'Whether small segments wait for ACKs (RFC 9293 3.7.4); false: TCP_NODELAY, of the end that connects. Default true.',
        type: 'boolean',
        examples: [false],
      },
    },
    examples: [{ 'min-rto': '10ms', 'initial-window': 3 }],
  },
};
