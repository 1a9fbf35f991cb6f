import { APP_PARTS } from '../features/apps/schema.js';

export { SCENARIO_SCHEMA } from './scenarioSchema.js';

/** Sections of features in the reference: the name in the schema, a title, and an example. */
export const APP_SECTIONS = [...APP_PARTS].map(
  ([name, { title, example = null }]) => [name, title, example] as const,
);
