import type { SchemaError } from './validate.js';

/** A key with nothing in it, and those beside it that belong into it. */
export interface EmptyMapping {
  readonly error: SchemaError;
  /** Path of the mapping in which it stands, as the validator writes it. */
  readonly parent: string;
  readonly key: string;
  /** Keys that stand beside it and belong into it. */
  readonly children: readonly string[];
}

/**
 * Keys under which nothing stands because the lines below them are not indented: YAML takes these for keys of the
 * mapping around. `document` is what was written.
 */
export function emptyMappings(errors: readonly SchemaError[], document: unknown): EmptyMapping[] {
  const unknown = new Map<string, Set<string>>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'additionalProperties') continue;
    const keys = unknown.get(instancePath);
    if (keys === undefined) unknown.set(instancePath, new Set([params.additionalProperty]));
    else keys.add(params.additionalProperty);
  }
  return errors.flatMap((error) => {
    const { keyword, data, instancePath, parentSchema } = error;
    if (keyword !== 'type' || data !== null) return [];
    if (![error.params.type].flat().includes('object')) return [];
    const cut = instancePath.lastIndexOf('/');
    if (cut < 0) return [];
    const parent = instancePath.slice(0, cut);
    const key = decoded(instancePath.slice(cut + 1));
    const around = valueAt(document, parent);
    if (typeof around !== 'object' || around === null || Array.isArray(around)) return [];
    const inner = (parentSchema as { properties?: object }).properties;
    const foreign = unknown.get(parent);
    const keys = Object.keys(around);
    const children: string[] = [];
    for (const beside of keys.slice(keys.indexOf(key) + 1)) {
      const isChild =
        inner === undefined
          ? foreign?.has(beside) === true
          : Object.hasOwn(inner, beside) && (foreign === undefined || foreign.has(beside));
      if (!isChild) break;
      children.push(beside);
    }
    return [{ error, parent, key, children }];
  });
}

/** Whether an error is about a key that stands beside where it belongs, or about what is in it. */
export function isAboutChild(error: SchemaError, empties: readonly EmptyMapping[]): boolean {
  return empties.some(({ parent, children }) =>
    children.some((child) => {
      const path = `${parent}/${child.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (error.instancePath === path || error.instancePath.startsWith(`${path}/`)) return true;
      return (
        error.keyword === 'additionalProperties' &&
        error.instancePath === parent &&
        error.params.additionalProperty === child
      );
    }),
  );
}

function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const segment of path.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[decoded(segment)];
  }
  return value;
}

function decoded(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
