import { readFileSync } from 'node:fs';

interface Planned {
  readonly keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const FILE = new URL('../../schema/not-built-yet.json', import.meta.url);

let planned: Planned | null = null;

function plan(): Planned {
  planned ??= JSON.parse(readFileSync(FILE, 'utf8')) as Planned;
  return planned;
}

/** What a key of a mapping will be for one day; `undefined` for keys that the language does not have. */
export function plannedKey(mapping: string, key: string): string | undefined {
  const keys = plan().keys[mapping];
  return keys !== undefined && Object.hasOwn(keys, key) ? keys[key] : undefined;
}

/** What a value of a key will mean one day. */
export function plannedValue(key: string, value: string): string | undefined {
  const values = Object.hasOwn(plan().values, key) ? plan().values[key] : undefined;
  return values !== undefined && Object.hasOwn(values, value) ? values[value] : undefined;
}
