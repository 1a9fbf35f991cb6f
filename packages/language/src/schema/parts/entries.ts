import type { JsonSchema } from '../../features/define/jsonSchema.js';

type Properties = Readonly<Record<string, JsonSchema>>;

/** Keys of every entry that may stand for several: they are gone when a document is checked. */
export const ENTRY_KEYS: Properties = {
  for: {
    description: `Variables, and what they go through: the entry stands there once for each value, with \${i} in any of its texts and in its name. A range has both its ends (1..4; an end may be an expression, 1..senders); a list, a parameter that is a list, a group or a pattern of nodes go value by value. Of several variables, the last changes first.`,
    type: 'object',
    examples: [{ i: '1..4' }, { i: '1..senders', cc: ['reno', 'cubic'] }, { h: 'hosts' }],
  },
  if: {
    description: 'Whether the entry stands there: a CEL expression of parameters and variables.',
    type: ['string', 'boolean'],
    examples: ['i != j'],
  },
};

/** The key of entries that have templates. */
export const USE_KEY: Properties = {
  use: {
    description:
      'Template, or several, of the same kind under templates: the entry has all that it does not say itself; of several, the last counts first.',
    $ref: '#/definitions/templateNames',
    examples: ['dsl', ['dsl', 'lossy']],
  },
};

/** Keys of an event that is of several pairs of nodes. */
export const PAIR_KEYS: Properties = {
  pairs: {
    description:
      'Where from and to name several nodes, by a group, a pattern or a list: who talks to whom, in an app for each pair, called name_1, name_2 and so on. all-pairs (the default): each to every other one. each: each once, to the one at its place of the list, which begins again where it is shorter. random-pairs: so many different pairs, drawn by a seed (default 1), whatever the seed of the run. Without this, a ping is one app with all pairs.',
    anyOf: [
      { type: 'string', enum: ['all-pairs', 'each'] },
      {
        type: 'object',
        additionalProperties: false,
        required: ['random-pairs'],
        properties: {
          'random-pairs': {
            description: 'How many pairs are drawn.',
            type: 'integer',
            minimum: 1,
            maximum: 1000000,
            examples: [20],
          },
          seed: {
            description: 'Where the random numbers come from. Default 1.',
            type: 'integer',
            minimum: 0,
            maximum: 4294967295,
            examples: [7],
          },
        },
      },
    ],
    examples: ['each', { 'random-pairs': 20 }],
  },
  stagger: {
    description: 'With several pairs, the time between the starts of two. Default 0s: all at once.',
    $ref: '#/definitions/duration',
    examples: ['1ms'],
  },
};
