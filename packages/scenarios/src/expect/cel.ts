import { type ASTNode, Environment, type ParseError } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';

export type { ASTNode };

const NS_PER_SECOND = 1_000_000_000;
/** More than any expectation needs; keeps a hostile one from using up the stack. */
const LIMITS = { maxAstNodes: 2_000, maxDepth: 100 };

/** The language of expectations: CEL with four variables. */
export const environment = new Environment({
  unlistedVariablesAreDyn: false,
  homogeneousAggregateLiterals: false,
  limits: LIMITS,
})
  .registerVariable('run', 'dyn')
  .registerVariable('node', 'dyn')
  .registerVariable('link', 'dyn')
  .registerVariable('segment', 'dyn')
  .registerVariable('app', 'dyn');

/** A duration as CEL has it. */
export function celDuration(ns: number): Duration {
  return new Duration(BigInt(Math.floor(ns / NS_PER_SECOND)), ns % NS_PER_SECOND);
}

/** A duration of CEL in nanoseconds; `undefined` for what is none. */
export function durationNs(value: unknown): number | undefined {
  if (!(value instanceof Duration)) return undefined;
  return Number(value.seconds) * NS_PER_SECOND + value.nanos;
}

/** A mistake of an expression as the library tells it. */
export interface CelMistake {
  readonly code: string;
  readonly summary: string;
  readonly start: number;
  readonly end: number;
}

/** What the library threw, or found in a check, if it is about the expression. */
export function mistakeOf(error: unknown, expression: string): CelMistake {
  const whole = { start: 0, end: expression.length };
  if (error instanceof RangeError) {
    return { code: 'limit_exceeded', summary: 'Too deep', ...whole };
  }
  const { code, summary, range, message } = error as Partial<ParseError>;
  if (code === undefined) return { code: 'unknown', summary: message ?? String(error), ...whole };
  return { code, summary: summary ?? message ?? code, ...(range ?? whole) };
}
