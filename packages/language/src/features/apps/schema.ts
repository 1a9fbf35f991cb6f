import { camelCase } from '../define/camelCase.js';
import type { Definitions, JsonSchema } from '../define/jsonSchema.js';
import type { SchemaPart } from '../define/schemaPart.js';
import { APP_KINDS, APPS } from './index.js';

/** The mappings of apps by their names in the schema, in the order of the reference. */
export const APP_PARTS: ReadonlyMap<string, SchemaPart> = new Map(
  APP_KINDS.flatMap((kind) => {
    const { what, schema, example, parts = {} } = APPS[kind];
    const own = { what, title: kind, schema, ...(example === undefined ? {} : { example }) };
    return [[camelCase(kind), own], ...Object.entries(parts)];
  }),
);

/** Their keys in an event. */
export const APP_KEYS: Definitions = Object.fromEntries(
  APP_KINDS.map((kind): [string, JsonSchema] => {
    return [kind, { $ref: `#/definitions/${camelCase(kind)}` }];
  }),
);
