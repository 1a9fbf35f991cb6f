import type { Definitions } from '../../features/define/jsonSchema.js';
import { probabilityProperties } from './probability.js';

/** What a link does to packets beside carrying and losing them. */
export const IMPAIRMENTS_DEFINITIONS: Definitions = {
  duplicate: {
    description: "Packets that arrive twice (netem's duplicate). 0% turns it off.",
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?%$',
    form: 'percent',
    additionalProperties: false,
    required: ['probability'],
    properties: {
      ...probabilityProperties('1%'),
    },
    examples: ['1%', { probability: '1%', correlation: '25%' }],
  },
  corrupt: {
    description:
      "Packets of which one bit is inverted (netem's corrupt); checksums fail then as they should. 0% turns it off.",
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?%$',
    form: 'percent',
    additionalProperties: false,
    required: ['probability'],
    properties: {
      ...probabilityProperties('0.1%'),
    },
    examples: ['0.1%', { probability: '0.1%', correlation: '25%' }],
  },
  reorder: {
    description:
      "Packets that go without delay and so overtake others (netem's reorder). 0% turns it off.",
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?%$',
    form: 'percent',
    additionalProperties: false,
    required: ['probability'],
    properties: {
      ...probabilityProperties('25%'),
      gap: {
        description: 'Only every packet of this number may go early. Default 1.',
        type: 'integer',
        minimum: 1,
        examples: [5],
      },
    },
    examples: ['25%', { probability: '25%', correlation: '25%' }],
  },
  slot: {
    description:
      "Packets arrive in slots, several together (netem's slot): how long after a slot is over the next one opens. The long form draws that time, and limits what a slot lets through. 0ms turns slots off.",
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?(ns|us|ms|s|m|h)$',
    form: 'duration',
    additionalProperties: false,
    minProperties: 1,
    properties: {
      min: {
        description: 'The least time until the next slot.',
        $ref: '#/definitions/duration',
        examples: ['4ms'],
      },
      max: {
        description: 'The most; drawn evenly from min on. Default min.',
        $ref: '#/definitions/duration',
        examples: ['6ms'],
      },
      mean: {
        description: 'Instead of min and max: the mean time.',
        $ref: '#/definitions/duration',
        examples: ['5ms'],
      },
      jitter: {
        description: 'How far it varies around its mean, as the jitter of delay. Default 0ms.',
        $ref: '#/definitions/duration',
        examples: ['1ms'],
      },
      distribution: {
        description: 'How it is distributed around its mean. Default uniform.',
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
      packets: {
        description: 'Packets that a slot lets through. Default: all.',
        type: 'string',
        pattern: '^\\d+p$',
        form: 'packets',
        examples: ['10p'],
      },
      bytes: {
        description: 'Octets after which a slot is over, link headers included. Default: no end.',
        type: 'string',
        form: 'size',
        examples: ['3000b'],
      },
    },
    examples: [
      '5ms',
      { min: '4ms', max: '6ms', packets: '10p' },
      { mean: '5ms', jitter: '1ms', distribution: 'normal' },
    ],
  },
  ecn: {
    description:
      "Whether packets whose transport understands ECN (RFC 3168) are marked instead of being lost (netem's ecn). Default false.",
    type: 'boolean',
    examples: [true],
  },
};
