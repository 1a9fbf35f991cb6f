import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { View } from '../views/lazyView.js';

/** The kinds of values that expressions have, with the words that messages use. */
export const KIND_WORDS = {
  int: 'a whole number',
  uint: 'a whole number',
  double: 'a fraction',
  string: 'a text',
  bool: 'true or false',
  bytes: 'octets',
  null: 'null',
  list: 'a list',
  map: 'a mapping',
  duration: 'a duration',
  timestamp: 'a timestamp',
  type: 'a type',
} as const;

export type ValueKind = keyof typeof KIND_WORDS;

/** What a value is to CEL. */
export function kindOf(value: unknown): ValueKind {
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    default:
      return kindOfObject(value);
  }
}

function kindOfObject(value: unknown): ValueKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Duration) return 'duration';
  if (value instanceof UnsignedInt) return 'uint';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Date) return 'timestamp';
  return isMapping(value) ? 'map' : 'type';
}

/** A mapping: a view, a literal of an expression, or an entry of a list, such as a hop. */
type Mapping = View | ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  if (value instanceof View || value instanceof Map) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The value of a mapping by its key; `undefined` where there is none. Whole numbers find each other. */
export function memberOf(mapping: Mapping, key: unknown): unknown {
  if (mapping instanceof View) return typeof key === 'string' ? mapping.get(key) : undefined;
  if (mapping instanceof Map) return mapping.get(keyOf(key));
  return typeof key === 'string' && Object.hasOwn(mapping, key)
    ? (mapping as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** Whether a key of a mapping has a value now. */
export function hasKey(mapping: Mapping, key: unknown): boolean {
  if (mapping instanceof View) return typeof key === 'string' && mapping.has(key);
  return memberOf(mapping, key) !== undefined;
}

/** A key as mappings of expressions keep it: 1, 1u and 1.0 are the same. */
export function keyOf(key: unknown): unknown {
  if (key instanceof UnsignedInt) return key.valueOf();
  return typeof key === 'number' && Number.isInteger(key) ? BigInt(key) : key;
}

/** Keys of a mapping that have a value now. */
export function keysOf(mapping: Mapping): unknown[] {
  if (mapping instanceof View) return mapping.keys;
  return mapping instanceof Map ? [...mapping.keys()] : Object.keys(mapping);
}

/** A whole number or fraction as JavaScript has it; `undefined` for what is none. */
export function numberOf(value: unknown): number | bigint | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return value instanceof UnsignedInt ? value.valueOf() : undefined;
}
