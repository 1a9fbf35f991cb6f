import { APP_PARTS } from '../features/apps/schema.js';
import type { SchemaPart } from '../features/define/schemaPart.js';
import { EVENT_PARTS } from '../features/events/schema.js';
import { GENERATED_NETWORKS, GENERATOR_PARTS } from '../features/generators/schema.js';
import { OUTPUT_PARTS } from '../features/outputs/schema.js';

export { EDITOR_SCHEMA, FILE_SCHEMA } from './fileSchema.js';
export { SCENARIO_SCHEMA } from './scenarioSchema.js';

/** Sections of features in the reference, each after the one that it names. */
export const FEATURE_SECTIONS = [
  { after: 'scenarioEvent', sections: sectionsOf(APP_PARTS) },
  { after: 'multicastRouting', sections: sectionsOf(EVENT_PARTS) },
  { after: 'profile', sections: sectionsOf(OUTPUT_PARTS) },
  {
    after: 'profile',
    sections: sectionsOf(new Map([['generatedNetworks', GENERATED_NETWORKS], ...GENERATOR_PARTS])),
  },
];

/** The name in the schema, a title, and an example. */
function sectionsOf(parts: ReadonlyMap<string, SchemaPart>) {
  return [...parts].map(([name, { title, example = null }]) => [name, title, example] as const);
}
