import { DIRECTION_PROPERTIES } from '../../features/define/directionSchema.js';
import type { Definitions } from '../../features/define/jsonSchema.js';

/** Links and their directions. */
export const LINK_DEFINITIONS: Definitions = {
  scenarioLink: {
    type: 'object',
    additionalProperties: false,
    required: ['endpoints'],
    properties: {
      name: {
        description:
          'Name in events and expectations. Default: the names of its nodes, such as h1_r1; a second one is h1_r1_2.',
        $ref: '#/definitions/name',
        examples: ['tail'],
      },
      endpoints: {
        description:
          'The two ends, each a node and its NIC. The direction from the first to the second is called forward.',
        type: 'array',
        minItems: 2,
        maxItems: 2,
        items: { type: 'string', form: 'endpoint' },
        examples: [['h1:eth0', 'r1:eth0']],
      },
      ...DIRECTION_PROPERTIES,
      reverse: { $ref: '#/definitions/reverseDirection' },
      weight: { $ref: '#/definitions/linkWeight' },
    },
  },
  reverseDirection: {
    description:
      'The direction from the second end to the first, where it differs: what is not named is the same.',
    type: 'object',
    additionalProperties: false,
    properties: {
      ...DIRECTION_PROPERTIES,
    },
    examples: [{ rate: '1mbit', delay: '40ms' }],
  },
  linkWeight: {
    description:
      'What the link counts for with routing by weight: in both directions, or in each its own. Default 1.',
    anyOf: [
      { type: 'integer', minimum: 1, maximum: 65535 },
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          forward: {
            description: 'From the first end to the second. Default 1.',
            type: 'integer',
            minimum: 1,
            maximum: 65535,
            examples: [10],
          },
          reverse: {
            description: 'From the second end to the first. Default 1.',
            type: 'integer',
            minimum: 1,
            maximum: 65535,
            examples: [20],
          },
        },
      },
    ],
    examples: [10, { forward: 10, reverse: 20 }],
  },
  rate: {
    description:
      "Bits a second that a link carries in each direction (bit, kbit, mbit, gbit), or unlimited. Default 1gbit. The long form counts what packets take beside their own octets (netem's rate).",
    type: ['string', 'object'],
    pattern: '^(unlimited|\\d+(\\.\\d+)?(bit|kbit|mbit|gbit))$',
    form: 'rate',
    additionalProperties: false,
    required: ['bits'],
    properties: {
      bits: {
        description: 'The rate, long form.',
        type: 'string',
        form: 'rate',
        examples: ['10mbit'],
      },
      overhead: {
        description: 'Octets for each packet; with a minus, octets that are not sent. Default 0b.',
        type: 'string',
        form: 'overhead',
        examples: ['20b', '-14b'],
      },
      cell: {
        description:
          'Packets go out in cells that carry so many octets; the last one is filled up. Default: no cells.',
        type: 'string',
        form: 'size',
        examples: ['48b'],
      },
      cellOverhead: {
        description: 'Octets for each cell. Default 0b.',
        type: 'string',
        form: 'overhead',
        examples: ['5b'],
      },
    },
    examples: ['10mbit', 'unlimited', { bits: '10mbit', cell: '48b', cellOverhead: '5b' }],
  },
  delay: {
    description:
      "Time from the end of sending to arrival, one way. Default 1ms. The long form varies it (netem's delay).",
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$',
    form: 'duration',
    additionalProperties: false,
    required: ['mean'],
    properties: {
      mean: {
        description: 'The delay, long form.',
        $ref: '#/definitions/duration',
        examples: ['20ms'],
      },
      jitter: {
        description:
          'How far the delay varies around its mean: the half width of uniform jitter, the standard deviation of the others.',
        $ref: '#/definitions/duration',
        examples: ['2ms'],
      },
      distribution: {
        description: 'How jitter is distributed. Default uniform.',
        type: 'string',
        enum: ['uniform', 'normal', 'pareto', 'paretonormal'],
        examples: ['normal'],
      },
      table: {
        description:
          'A file with the distribution, instead of a name: numbers as in the *.dist files of iproute2, each a deviation in 1/8192 of the jitter. Relative to the scenario file and inside its folder.',
        type: 'string',
        minLength: 1,
        maxLength: 1000,
        examples: ['./experimental.dist'],
      },
      correlation: {
        description: 'How much each variation depends on the one before. Default 0%.',
        $ref: '#/definitions/percent',
        examples: ['25%'],
      },
      order: {
        description: 'Whether packets overtake each other when their delays differ. Default keep.',
        type: 'string',
        enum: ['keep', 'reorder'],
        examples: ['reorder'],
      },
      limit: {
        description:
          "Packets that may wait for the rate or be on their way at once (netem's limit); more are dropped, as by a queue that is full. Default: no limit.",
        type: 'string',
        pattern: '^\\d+p$',
        form: 'packets',
        examples: ['1000p'],
      },
    },
    examples: ['20ms', { mean: '20ms', jitter: '2ms', distribution: 'normal', correlation: '25%' }],
  },
  mtu: {
    description:
      'Bytes of the largest IPv4 packet that a link carries, header included. Default 1500.',
    type: 'integer',
    minimum: 68,
    maximum: 65535,
    examples: [1280],
  },
  netem: {
    description:
      "The impairments of a link in the words of Linux's tc … netem: delay TIME [JITTER [CORRELATION]], distribution NAME or FILE, loss (random, state, gemodel), ecn, duplicate, corrupt, reorder, gap, limit, rate RATE [OVERHEAD [CELL [CELL-OVERHEAD]]], slot. Each word, what it does and where Linux differs: docs/netem.md. Impairments that it does not name, and no key beside it, are off; delay, rate and queue stay as they are. With a delay or slots, at most 1,000 packets are held, or limit. Jitter changes the order of packets unless a rate is named, as in Linux. Keys may stand beside it for what it does not name.",
    type: 'string',
    minLength: 1,
    maxLength: 300,
    examples: [
      'delay 20ms 2ms distribution normal loss gemodel 1% 30%',
      'delay 50ms reorder 25% 50% gap 5',
    ],
  },
};
