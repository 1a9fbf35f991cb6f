import type { JsonSchema } from '../../features/define/jsonSchema.js';

/** What a chance for each packet takes in its long form; with an example of a probability. */
export function probabilityProperties(probability: string): Readonly<Record<string, JsonSchema>> {
  return {
    probability: {
      description: 'How likely it is for each packet.',
      $ref: '#/definitions/percent',
      examples: [probability],
    },
    correlation: {
      description: 'How much each decision depends on the one before. Default 0%.',
      $ref: '#/definitions/percent',
      examples: ['25%'],
    },
  };
}
