import type { Definitions } from '../define/jsonSchema.js';
import type { SchemaPart } from '../define/schemaPart.js';
import { EVENT_KEYS, EVENTS } from './index.js';

const ALL = EVENT_KEYS.map((key) => EVENTS[key]);

/** The mappings of events by their names in the schema, in the order of the reference. */
export const EVENT_PARTS: ReadonlyMap<string, SchemaPart> = new Map(
  ALL.flatMap(({ parts = {} }) => Object.entries(parts)),
);

/** Their keys in an event, and those that go with them. */
export const CHANGE_KEYS: Definitions = Object.fromEntries(
  ALL.flatMap(({ key, schema, keys = {} }) => [[key, schema], ...Object.entries(keys)]),
);

/** Keys that others need. */
export const CHANGE_DEPENDENCIES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ALL.flatMap(({ key, needs, keys = {} }) => [
    ...(needs === undefined ? [] : [[key, needs] as const]),
    ...Object.keys(keys).map((other) => [other, [key]] as const),
  ]),
);
