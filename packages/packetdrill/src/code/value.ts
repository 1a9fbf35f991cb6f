/** What an expression comes to, as in Python. */
export type Value = number | string | boolean | readonly Value[];

/** The code is not in the part of Python that is understood here. */
export class CodeFault extends Error {}

export function isTrue(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

export function numberOf(value: Value): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new CodeFault(`expected a number, found ${textOf(value)}`);
}

/** As `print` shows it. */
export function textOf(value: Value): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : `(${value.map(textOf).join(', ')})`;
}

export function isEqual(left: Value, right: Value): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  if (typeof left === 'object' || typeof right === 'object') return textOf(left) === textOf(right);
  return numberOf(left) === numberOf(right);
}
