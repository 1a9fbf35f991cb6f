// Functions of CEL are those of the library: each call is an expression of its own, whose operands are variables.
import type { ParseResult } from '@marcbachmann/cel-js';
import { celErrorOf, environment } from '@packetloom/language/internal';
import { EvaluationError } from './evaluationError.js';
import type { Steps } from './steps.js';
import { isMapping, keysOf, kindOf } from './value.js';

const OPERANDS = ['a0', 'a1', 'a2', 'a3'] as const;

const callEnvironment = OPERANDS.reduce(
  (known, name) => known.registerVariable(name, 'dyn'),
  environment.clone(),
);
const programs = new Map<string, ParseResult>();

/** Names of types stand as values in expressions. */
export const TYPE_VALUES: ReadonlyMap<string, unknown> = new Map(
  'int uint double bool string bytes list map null_type type'
    .split(' ')
    .map((name) => [name, environment.evaluate(name)]),
);

/**
 * Calls a function: of its arguments, or of a receiver, which is then the first of them. Throws an
 * {@link EvaluationError}.
 */
export function callFunction(
  name: string,
  values: readonly unknown[],
  isMethod: boolean,
  steps: Steps,
): unknown {
  for (const value of values) steps.take(extentOf(value));
  const [first] = values;
  if (name === 'dyn') return first;
  if (name === 'type') return typeOf(first);
  if (name === 'size' && isMapping(first)) return BigInt(keysOf(first).length);
  if (name === 'size' && Array.isArray(first)) return BigInt(first.length);
  const result = call(name, values, isMethod);
  steps.take(extentOf(result));
  return result;
}

function call(name: string, values: readonly unknown[], isMethod: boolean): unknown {
  const operands = OPERANDS.slice(0, values.length);
  const text = isMethod
    ? `${operands[0]}.${name}(${operands.slice(1).join(', ')})`
    : `${name}(${operands.join(', ')})`;
  try {
    let program = programs.get(text);
    if (program === undefined) {
      program = callEnvironment.parse(text);
      programs.set(text, program);
    }
    return program(new Map(operands.map((operand, index) => [operand, values[index]])));
  } catch (error) {
    const { summary } = celErrorOf(error, text);
    throw new EvaluationError('function-failed', summary);
  }
}

function typeOf(value: unknown): unknown {
  const kind = kindOf(value);
  if (kind === 'duration') return environment.evaluate('google.protobuf.Duration');
  if (kind === 'timestamp') return environment.evaluate('google.protobuf.Timestamp');
  return TYPE_VALUES.get(kind === 'null' ? 'null_type' : kind);
}

/** Elements or characters: what a function may have to look at. */
function extentOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return value instanceof Uint8Array ? value.length : 1;
}
