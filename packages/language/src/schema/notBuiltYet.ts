import { PLANNED_WORDS } from './generated/plannedWords.js';

interface Planned {
  readonly keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const PLAN: Planned = PLANNED_WORDS;

/** What a key of a mapping will be for one day; `undefined` for keys that the language does not have. */
export function plannedKey(mapping: string, key: string): string | undefined {
  const keys = PLAN.keys[mapping];
  return keys !== undefined && Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** What a value of a key will mean one day. */
export function plannedValue(key: string, value: string): string | undefined {
  const values = Object.hasOwn(PLAN.values, key) ? PLAN.values[key] : undefined;
  return values !== undefined && Object.hasOwn(values, value) ? values[value] : undefined;
}
