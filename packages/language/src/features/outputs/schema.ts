import type { JsonSchema } from '../define/jsonSchema.js';
import type { SchemaPart } from '../define/schemaPart.js';
import { OUTPUT_KINDS, OUTPUTS } from './index.js';

const ALL = OUTPUT_KINDS.map((kind) => OUTPUTS[kind]);

/** The mappings of outputs by their names in the schema, in the order of the reference. */
export const OUTPUT_PARTS: ReadonlyMap<string, SchemaPart> = new Map(
  ALL.flatMap(({ parts = {} }) => Object.entries(parts)),
);

/** The mapping `outputs`. */
export const OUTPUTS_SCHEMA: JsonSchema = {
  description: 'What a run writes into the folder that --out names.',
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    ALL.flatMap(({ kind, schema, keys = {} }) => [[kind, schema], ...Object.entries(keys)]),
  ),
  examples: [{ pcapng: ['r1:*'] }],
};
