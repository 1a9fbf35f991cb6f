// Binary operators, from those that bind least to those that bind most.
import { CodeFault, isEqual, numberOf, textOf, type Value } from './value.js';

export const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'] as const;

export const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '//', '/', '%'],
];

export function compare(operator: string, left: Value, right: Value): boolean {
  if (operator === '==') return isEqual(left, right);
  if (operator === '!=') return !isEqual(left, right);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (operator === '<=') return a <= b;
  if (operator === '>=') return a >= b;
  return operator === '<' ? a < b : a > b;
}

export function compute(operator: string, left: Value, right: Value): Value {
  if (operator === '%' && typeof left === 'string') return formatted(left, right);
  if (operator === '+' && typeof left === 'string') return left + textOf(right);
  const [a, b] = [numberOf(left), numberOf(right)];
  switch (operator) {
    case '|':
      return Number(BigInt(a) | BigInt(b));
    case '^':
      return Number(BigInt(a) ^ BigInt(b));
    case '&':
      return Number(BigInt(a) & BigInt(b));
    case '<<':
      return a * 2 ** b;
    case '>>':
      return Math.floor(a / 2 ** b);
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return divided(operator, a, b);
  }
}

function divided(operator: string, a: number, b: number): number {
  if (b === 0) throw new CodeFault('a division by zero');
  if (operator === '/') return a / b;
  if (operator === '//') return Math.floor(a / b);
  return a - b * Math.floor(a / b);
}

/** `'srtt %d us' % x`: %d, %u, %x, %f, %s, %r. */
function formatted(format: string, value: Value): string {
  const values = typeof value === 'object' ? [...value] : [value];
  return format.replaceAll(/%(?:%|[-0-9.]*([duxfsri]))/g, (whole, kind?: string) => {
    if (kind === undefined) return '%';
    const next = values.shift();
    if (next === undefined) throw new CodeFault(`nothing for ${whole}`);
    return kind === 'x' ? numberOf(next).toString(16) : textOf(next);
  });
}
