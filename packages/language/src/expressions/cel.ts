import { type ASTNode, Environment, type ParseError, type ParseResult } from '@marcbachmann/cel-js';
import { Duration } from '@marcbachmann/cel-js/evaluator';
import { matchesPattern } from './regularExpression.js';

export type { ASTNode };

const NS_PER_SECOND = 1_000_000_000;
/** More than any expectation needs; keeps a hostile one from using up the stack. */
const LIMITS = { maxAstNodes: 2_000, maxDepth: 100 };

/** The library's own `matches` cannot be replaced: calls are led to this one. */
const LINEAR_MATCHES = 'matchesLinear';

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
  .registerVariable('app', 'dyn')
  .registerFunction(`string.${LINEAR_MATCHES}(string): bool`, matchesPattern);

/** Parses an expression. Its regular expressions take no more time than their texts are long. */
export function parseExpression(expression: string): ParseResult {
  const program = environment.parse(expression);
  forEachNode(program.ast, (node) => {
    if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = LINEAR_MATCHES;
  });
  return program;
}

/** Patterns of `matches()` that stand in an expression as texts, with their nodes. */
export function writtenPatterns(ast: ASTNode): { node: ASTNode; pattern: string }[] {
  const found: { node: ASTNode; pattern: string }[] = [];
  forEachNode(ast, (call) => {
    if (call.op !== 'rcall' || call.args[0] !== LINEAR_MATCHES) return;
    const [node] = call.args[2];
    if (node?.op === 'value' && typeof node.args === 'string') {
      found.push({ node, pattern: node.args });
    }
  });
  return found;
}

/** Every node of an expression, each before those within it. */
export function forEachNode(ast: ASTNode, visit: (node: ASTNode) => void): void {
  const look = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(look);
    } else if (typeof value === 'object' && value !== null && 'op' in value) {
      const node = value as ASTNode;
      visit(node);
      look(node.args);
    }
  };
  look(ast);
}

/** A duration as CEL has it. */
export function celDuration(ns: number): Duration {
  return new Duration(BigInt(Math.floor(ns / NS_PER_SECOND)), ns % NS_PER_SECOND);
}

/** A duration of CEL from nanoseconds, however many. */
export function celDurationOf(ns: bigint): Duration {
  const second = BigInt(NS_PER_SECOND);
  const nanos = ((ns % second) + second) % second;
  return new Duration((ns - nanos) / second, Number(nanos));
}

/** A duration of CEL in nanoseconds, exactly; `undefined` for what is none. */
export function celDurationNs(value: unknown): bigint | undefined {
  if (!(value instanceof Duration)) return undefined;
  return value.seconds * BigInt(NS_PER_SECOND) + BigInt(value.nanos);
}

/** A duration of CEL in nanoseconds; `undefined` for what is none. */
export function durationNs(value: unknown): number | undefined {
  const ns = celDurationNs(value);
  return ns === undefined ? undefined : Number(ns);
}

/** A mistake of an expression as the library tells it. */
export interface CelError {
  readonly code: string;
  readonly summary: string;
  readonly start: number;
  readonly end: number;
}

/** What the library threw, or found in a check, if it is about the expression. */
export function celErrorOf(error: unknown, expression: string): CelError {
  const whole = { start: 0, end: expression.length };
  if (error instanceof RangeError) {
    return { code: 'limit_exceeded', summary: 'Too deep', ...whole };
  }
  const { code, summary, range, message } = error as Partial<ParseError>;
  if (code === undefined) return { code: 'unknown', summary: message ?? String(error), ...whole };
  const reported = (summary ?? message ?? code).replaceAll(LINEAR_MATCHES, 'matches');
  return { code, summary: reported, ...(range ?? whole) };
}
