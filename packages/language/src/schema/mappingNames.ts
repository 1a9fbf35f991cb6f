import { APP_PARTS } from '../features/apps/schema.js';
import { EVENT_PARTS } from '../features/events/schema.js';
import { GENERATED_NETWORKS, GENERATOR_PARTS } from '../features/generators/schema.js';
import { OUTPUT_PARTS } from '../features/outputs/schema.js';

/** What each mapping of a document is called in messages, by its definition in the schema. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  scenarioNode: 'a node',
  scenarioLink: 'a link',
  scenarioSegment: 'a segment',
  attachment: 'an attachment',
  reverseDirection: 'a reverse direction',
  scenarioEvent: 'an event',
  multicastRouting: 'multicast routing',
  expectation: 'an expectation',
  profile: 'a profile',
  rate: 'a rate',
  delay: 'a delay',
  queue: 'a queue',
  loss: 'a loss',
  duplicate: 'a duplication',
  corrupt: 'a corruption',
  reorder: 'a reordering',
  slot: 'a slot',
  flowSettings: 'settings of TCP',
  linkWeight: 'a weight',
};

/** The same for mappings that stand in the scenario itself, by their key. */
const PROPERTIES: Readonly<Record<string, string>> = {
  defaults: 'defaults',
  addressing: 'addressing',
  import: 'an import',
  routing: 'routing',
  templates: 'templates',
  outputs: 'outputs',
};

interface Schema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

/** The names of mappings by the part of the schema that describes them. */
export function mappingNames(schema: Schema): ReadonlyMap<object, string> {
  const names = new Map<object, string>([[schema, 'the scenario']]);
  const add = (part: Schema | undefined, name: string): void => {
    if (part === undefined) return;
    names.set(part, name);
    for (const branch of part.anyOf ?? []) names.set(branch, name);
  };
  for (const [key, name] of Object.entries(DEFINITIONS)) add(schema.definitions?.[key], name);
  for (const [key, { what }] of [
    ...APP_PARTS,
    ...EVENT_PARTS,
    ...OUTPUT_PARTS,
    ['generatedNetworks', GENERATED_NETWORKS] as const,
    ...GENERATOR_PARTS,
  ])
    add(schema.definitions?.[key], what);
  for (const [key, name] of Object.entries(PROPERTIES)) add(schema.properties?.[key], name);
  for (const key of ['node', 'link']) {
    add(schema.properties?.defaults?.properties?.[key], `defaults of a ${key}`);
  }
  return names;
}
