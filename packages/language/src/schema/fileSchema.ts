import type { Definitions, JsonSchema } from '../features/define/jsonSchema.js';
import { ENTRY_KEYS, PAIR_KEYS, USE_KEY } from './parts/entries.js';
import { SCENARIO_SCHEMA } from './scenarioSchema.js';

/** What each kind of entries has beside what it says, by its definition. */
const ADDED: Readonly<Record<string, Definitions>> = {
  scenarioNode: { ...ENTRY_KEYS, ...USE_KEY },
  scenarioLink: { ...ENTRY_KEYS, ...USE_KEY },
  scenarioSegment: ENTRY_KEYS,
  scenarioEvent: { ...ENTRY_KEYS, ...USE_KEY, ...PAIR_KEYS },
  expectation: ENTRY_KEYS,
};

/** The schema of files as they are written, with what is worked out before a document is checked. */
export const FILE_SCHEMA: JsonSchema = {
  ...SCENARIO_SCHEMA,
  definitions: Object.fromEntries(
    Object.entries(SCENARIO_SCHEMA.definitions ?? {}).map(([name, definition]) => {
      const added = ADDED[name];
      if (added === undefined) return [name, definition];
      return [name, { ...definition, properties: { ...definition.properties, ...added } }];
    }),
  ),
};

/** Keys by which nodes can be named by a group or a pattern, where else only one is. */
const SELECTIONS = ['from', 'to', 'node'] as const;

const INSERTED = 'inserted';
const TEXT_WITH_INSERTION: JsonSchema = { type: 'string', pattern: '\\$\\{' };

/** For editors: the same, where any value may have `${…}`, and what is missing may come from a template. */
export const EDITOR_SCHEMA: JsonSchema = {
  ...relaxed(FILE_SCHEMA),
  definitions: {
    ...Object.fromEntries(
      Object.entries(FILE_SCHEMA.definitions ?? {}).map(([name, part]) => [
        name,
        definition(name, part),
      ]),
    ),
    [INSERTED]: TEXT_WITH_INSERTION,
  },
};

/** Mappings whose entries may come from a template need nothing themselves. */
function definition(name: string, part: JsonSchema): JsonSchema {
  const isEntry = Object.hasOwn(ADDED[name] ?? {}, 'use');
  const isApp = Object.values(SCENARIO_SCHEMA.definitions?.scenarioEvent?.properties ?? {}).some(
    ({ $ref }) => $ref === `#/definitions/${name}`,
  );
  if (!isEntry && !isApp) return relaxed(part);
  const { required, oneOf, ...others } = withSelections(part);
  const needed = {
    ...(required === undefined ? {} : { required }),
    ...(oneOf === undefined ? {} : { oneOf }),
  };
  if (!isEntry || Object.keys(needed).length === 0) return relaxed(others);
  return { ...relaxed(others), anyOf: [needed, { required: ['use'] }] };
}

function withSelections(part: JsonSchema): JsonSchema {
  if (part.properties === undefined) return part;
  const properties: Record<string, JsonSchema> = { ...part.properties };
  for (const key of SELECTIONS) {
    const property = properties[key];
    if (property === undefined) continue;
    const { description = '', examples = [] } = property;
    properties[key] = {
      description,
      type: ['string', 'array'],
      items: { type: 'string' },
      examples,
    };
  }
  return { ...part, properties };
}

/** A part in which each single value may be a text with `${…}` instead. */
function relaxed(part: JsonSchema): JsonSchema {
  const { description, examples, title, ...own } = part;
  const inner: JsonSchema = Object.fromEntries(
    Object.entries(own).map(([keyword, value]) => [keyword, relaxedKeyword(keyword, value)]),
  );
  const about = Object.fromEntries(
    Object.entries({ title, description, examples }).filter(([, value]) => value !== undefined),
  );
  if (!isSingle(own)) return { ...about, ...inner };
  return { ...about, anyOf: [inner, { $ref: `#/definitions/${INSERTED}` }] };
}

function relaxedKeyword(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case 'properties':
      return Object.fromEntries(
        Object.entries(value as Definitions).map(([key, part]) => [key, relaxed(part)]),
      );
    case 'items':
    case 'additionalProperties':
    case 'propertyNames':
      return typeof value === 'object' ? relaxed(value as JsonSchema) : value;
    case 'anyOf':
      return (value as readonly JsonSchema[]).map(relaxed);
    default:
      return value;
  }
}

/** Whether a text with `${…}` would not pass by itself where this stands: a number, a choice, a list of texts. */
function isSingle({ type, enum: choices, pattern, items, const: constant }: JsonSchema): boolean {
  if (constant !== undefined) return false;
  const types = [type ?? []].flat();
  if (types.includes('string')) return choices !== undefined || pattern !== undefined;
  if (types.includes('array')) return types.length === 1 && isOfTexts(items);
  return types.some((each) => each === 'integer' || each === 'number' || each === 'boolean');
}

function isOfTexts(items: unknown): boolean {
  return typeof items === 'object' && items !== null && 'type' in items && items.type === 'string';
}
