import type { JsonSchema } from './jsonSchema.js';

/** A mapping of the language that has a name in the schema. */
export interface SchemaPart {
  readonly schema: JsonSchema;
  /** What it is called in messages, with its article: `a pattern`. */
  readonly what: string;
  /** Heading of its section in the reference. */
  readonly title: string;
  /** A part of a scenario that shows it, for the reference. */
  readonly example?: string;
}
