import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { celDurationNs, celDurationOf } from '@packetloom/language/internal';
import { isEqual, order } from './equality.js';
import { EvaluationError } from './evaluationError.js';
import type { Steps } from './steps.js';
import { hasKey, isMapping, KIND_WORDS, kindOf, numberOf } from './value.js';

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);

/** Operators with two operands, both of which have been evaluated. */
export type BinaryOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

/** Applies an operator. Throws an {@link EvaluationError}. */
export function applyBinary(
  operator: BinaryOperator,
  left: unknown,
  right: unknown,
  steps: Steps,
): unknown {
  switch (operator) {
    case '==':
      return isEqual(left, right, steps);
    case '!=':
      return !isEqual(left, right, steps);
    case 'in':
      return isIn(left, right, steps);
    case '<':
      return compare(operator, left, right) === -1;
    case '<=':
      return [-1, 0].includes(compare(operator, left, right) ?? 2);
    case '>':
      return compare(operator, left, right) === 1;
    case '>=':
      return [0, 1].includes(compare(operator, left, right) ?? 2);
    default:
      return calculate(operator, left, right, steps);
  }
}

/** The negative of a number or duration. */
export function negate(value: unknown): unknown {
  if (typeof value === 'bigint') return checkedInt(-value);
  if (typeof value === 'number') return -value;
  const ns = celDurationNs(value);
  if (ns !== undefined) return celDurationOf(-ns);
  throw new EvaluationError('wrong-kind', `${KIND_WORDS[kindOf(value)]} has no negative`);
}

function isIn(key: unknown, container: unknown, steps: Steps): boolean {
  if (Array.isArray(container)) return container.some((element) => isEqual(key, element, steps));
  if (isMapping(container)) return hasKey(container, key);
  throw new EvaluationError('wrong-kind', `nothing is in ${KIND_WORDS[kindOf(container)]}`);
}

function compare(operator: string, left: unknown, right: unknown): -1 | 0 | 1 | undefined {
  const numbers = [numberOf(left), numberOf(right)] as const;
  if (numbers[0] !== undefined && numbers[1] !== undefined) return order(numbers[0], numbers[1]);
  const [a, b] = [celDurationNs(left), celDurationNs(right)];
  if (a !== undefined && b !== undefined) return order(a, b);
  if (typeof left === 'string' && typeof right === 'string') return order(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return order(left, right);
  if (left instanceof Date && right instanceof Date) return order(left.getTime(), right.getTime());
  throw wrongKinds(operator, left, right);
}

type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

function calculate(
  operator: ArithmeticOperator,
  left: unknown,
  right: unknown,
  steps: Steps,
): unknown {
  const numbers = [numberOf(left), numberOf(right)] as const;
  if (numbers[0] !== undefined && numbers[1] !== undefined) {
    const result = ofNumbers(operator, numbers[0], numbers[1]);
    const isUnsigned = left instanceof UnsignedInt && right instanceof UnsignedInt;
    return isUnsigned && typeof result === 'bigint' ? unsigned(result) : result;
  }
  const result = ofDurations(operator, left, right) ?? joined(operator, left, right, steps);
  if (result === undefined) throw wrongKinds(operator, left, right);
  return result;
}

function ofNumbers(
  operator: ArithmeticOperator,
  left: number | bigint,
  right: number | bigint,
): number | bigint {
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    return checkedInt(ofWholeNumbers(operator, left, right));
  }
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      throw new EvaluationError('wrong-kind', '% is of whole numbers only');
  }
}

function ofWholeNumbers(operator: ArithmeticOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    default:
      if (right === 0n) throw new EvaluationError('division-by-zero', 'a division by zero');
      return operator === '/' ? left / right : left % right;
  }
}

function checkedInt(value: bigint): bigint {
  if (value >= MIN_INT && value <= MAX_INT) return value;
  throw new EvaluationError('overflow', 'a whole number gets too large (more than 63 bits)');
}

function unsigned(value: bigint): UnsignedInt {
  if (value >= 0n) return new UnsignedInt(value);
  throw new EvaluationError('overflow', 'a whole number without sign gets negative');
}

/** Sums and differences; beyond CEL, multiples and parts of a duration, and the ratio of two. */
function ofDurations(operator: ArithmeticOperator, left: unknown, right: unknown): unknown {
  const [a, b] = [celDurationNs(left), celDurationNs(right)];
  if (a !== undefined && b !== undefined) {
    if (operator === '+') return celDurationOf(a + b);
    if (operator === '-') return celDurationOf(a - b);
    return operator === '/' ? Number(a) / Number(b) : undefined;
  }
  const [x, y] = [numberOf(left), numberOf(right)];
  if (a !== undefined && y !== undefined) {
    if (operator === '*') return scaled(a, y);
    if (operator === '/') return divided(a, y);
  }
  return b !== undefined && x !== undefined && operator === '*' ? scaled(b, x) : undefined;
}

function scaled(ns: bigint, by: number | bigint): unknown {
  if (typeof by === 'bigint') return celDurationOf(checkedInt(ns * by));
  return celDurationOf(roundedNs(Number(ns) * by));
}

function divided(ns: bigint, by: number | bigint): unknown {
  if (Number(by) === 0) throw new EvaluationError('division-by-zero', 'a division by zero');
  return celDurationOf(roundedNs(Number(ns) / Number(by)));
}

function roundedNs(ns: number): bigint {
  if (!Number.isFinite(ns)) throw new EvaluationError('overflow', 'a duration gets too long');
  return checkedInt(BigInt(Math.round(ns)));
}

/** Texts, lists and octets one after the other. */
function joined(operator: string, left: unknown, right: unknown, steps: Steps): unknown {
  if (operator !== '+') return undefined;
  if (typeof left === 'string' && typeof right === 'string') {
    steps.take(left.length + right.length);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    steps.take(left.length + right.length);
    return [...left, ...right];
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    steps.take(left.length + right.length);
    const all = new Uint8Array(left.length + right.length);
    all.set(left);
    all.set(right, left.length);
    return all;
  }
  return undefined;
}

function wrongKinds(operator: string, left: unknown, right: unknown): EvaluationError {
  const [a, b] = [KIND_WORDS[kindOf(left)], KIND_WORDS[kindOf(right)]];
  return new EvaluationError('wrong-kind', `${a} ${operator} ${b} makes no sense`);
}
