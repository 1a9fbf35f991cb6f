/** A part of a JSON Schema, draft 7; `form` names a form that a text has to read as. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  /** What it means, in sentences. */
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Definitions;
  readonly definitions?: Definitions;
  readonly anyOf?: readonly JsonSchema[];
  readonly examples?: readonly unknown[];
  readonly $ref?: string;
}

/** Parts by their names. */
export type Definitions = Readonly<Record<string, JsonSchema>>;
