import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { Mapping } from '../../yaml/quickMapping.js';
import { Quantity } from './quantityValue.js';

/** A value of a file as expressions of `${…}` see it: whole numbers, fractions, quantities, texts, lists, mappings. */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'string') return Quantity.read(value) ?? value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, inner]) => [key, toCel(inner)]));
}

/** What an expression of `${…}` gives, as a value of a file; `undefined` for what no file can say. */
export function fromCel(value: unknown): unknown {
  if (typeof value === 'bigint') return fromInteger(value);
  if (value instanceof UnsignedInt) return fromInteger(value.value);
  if (value instanceof Quantity) return value.text;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return complete(value.map(fromCel));
  if (!(value instanceof Map)) return undefined;
  const mapping = new Mapping();
  for (const [key, inner] of value) {
    const converted = fromCel(inner);
    if (typeof key !== 'string' || converted === undefined) return undefined;
    mapping[key] = converted;
  }
  return mapping;
}

function fromInteger(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

function complete(list: readonly unknown[]): unknown {
  return list.includes(undefined) ? undefined : list;
}
