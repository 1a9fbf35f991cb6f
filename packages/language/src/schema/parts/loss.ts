import type { Definitions } from '../../features/define/jsonSchema.js';
import { probabilityProperties } from './probability.js';

/** Losses of a link. */
export const LOSS_DEFINITIONS: Definitions = {
  loss: {
    description:
      'Packets that are lost on the link: each with a probability, or by one of the models of netem. 0% turns loss off.',
    type: ['string', 'object'],
    pattern: '^\\d+(\\.\\d+)?%$',
    form: 'percent',
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    properties: {
      random: {
        description: 'Each packet with a probability.',
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
      gemodel: {
        description:
          "The model of Gilbert and Elliott: a good and a bad state (netem's loss gemodel).",
        type: 'object',
        additionalProperties: false,
        required: ['p'],
        properties: {
          p: {
            description:
              'Probability of the transition from the good state to the bad one, at each packet.',
            $ref: '#/definitions/percent',
            examples: ['1%'],
          },
          r: {
            description: 'Probability of the transition back. Default 100% less p.',
            $ref: '#/definitions/percent',
            examples: ['30%'],
          },
          '1-h': {
            description: 'Loss in the bad state. Default 100%.',
            $ref: '#/definitions/percent',
            examples: ['80%'],
          },
          '1-k': {
            description: 'Loss in the good state. Default 0%.',
            $ref: '#/definitions/percent',
            examples: ['0.1%'],
          },
        },
        examples: [{ p: '1%', r: '30%' }],
      },
      state: {
        description:
          "netem's model of four states: received and lost, in bursts and gaps (loss state).",
        type: 'object',
        additionalProperties: false,
        required: ['p13'],
        properties: {
          p13: {
            description: 'The probability of a transition of the model; see tc-netem(8).',
            $ref: '#/definitions/percent',
            examples: ['1%'],
          },
          p31: {
            description: 'The probability of a transition of the model; see tc-netem(8).',
            $ref: '#/definitions/percent',
            examples: ['50%'],
          },
          p32: {
            description: 'The probability of a transition of the model; see tc-netem(8).',
            $ref: '#/definitions/percent',
            examples: ['10%'],
          },
          p23: {
            description: 'The probability of a transition of the model; see tc-netem(8).',
            $ref: '#/definitions/percent',
            examples: ['40%'],
          },
          p14: {
            description: 'The probability of a transition of the model; see tc-netem(8).',
            $ref: '#/definitions/percent',
            examples: ['0.1%'],
          },
        },
        examples: [{ p13: '1%', p31: '50%' }],
      },
      burst: {
        description: 'Bursts of one length.',
        type: 'object',
        additionalProperties: false,
        required: ['probability', 'length'],
        properties: {
          probability: {
            description: 'Probability that a burst begins, at each packet outside of one.',
            $ref: '#/definitions/percent',
            examples: ['0.5%'],
          },
          length: {
            description: 'Packets of a burst, such as 5p.',
            type: 'string',
            pattern: '^\\d+p$',
            form: 'packets',
            examples: ['5p'],
          },
        },
        examples: [{ probability: '0.5%', length: '5p' }],
      },
      packets: {
        description: 'The numbers of the packets that are lost, from 1 for the first.',
        type: 'array',
        minItems: 1,
        items: { type: 'integer', minimum: 1 },
        examples: [[3, 7]],
      },
    },
    examples: ['1%', { gemodel: { p: '1%', r: '30%' } }, { packets: [3, 7] }],
  },
};
