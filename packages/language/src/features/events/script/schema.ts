import type { Definitions, JsonSchema } from '../../define/jsonSchema.js';

export const SCHEMA: JsonSchema = {
  description:
    "A TypeScript (or JavaScript) module inside the scenario file's folder, of which a function is called. Only with --allow-scripts. Its timers, Date, await and RxJS live in scenario time; Math.random draws from the seed.",
  type: 'string',
  form: 'script-path',
  examples: ['./storm.ts'],
};

/** Keys that go with it. */
export const KEYS: Definitions = {
  export: {
    description: 'Name of the function that the script exports. Default: its default export.',
    type: 'string',
    form: 'export-name',
    examples: ['burst'],
  },
};
