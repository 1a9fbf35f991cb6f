import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import { forEachNode } from '../../expressions/cel.js';
import { matchesPattern } from '../../expressions/regularExpression.js';
import { calculate, compare, Quantity } from './quantityValue.js';

/** More than any value needs; keeps a hostile one from using up the stack. */
const LIMITS = { maxAstNodes: 500, maxDepth: 50 };
/** Numbers that `range()` may give. */
const MAX_RANGE = 10_000;
/** Macros within macros. */
const MAX_MACRO_DEPTH = 2;

const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);
const OPERATORS = ['+', '-', '*', '/'] as const;

/** An expression of `${…}` that can be worked out. */
export interface Program {
  readonly names: readonly string[];
  readonly evaluate: (variables: ReadonlyMap<string, unknown>) => unknown;
}

let environment: Environment | null = null;
const programs = new Map<string, Program>();
/** Expressions that are kept; a file has few, however often they are worked out. */
const MAX_PROGRAMS = 5_000;

/** Reads an expression. Throws what the library throws. */
export function programOf(expression: string): Program {
  const known = programs.get(expression);
  if (known !== undefined) return known;
  environment ??= makeEnvironment();
  const parsed = environment.parse(expression);
  const program = { names: namesIn(parsed), evaluate: (names: unknown) => parsed(names as object) };
  if (programs.size >= MAX_PROGRAMS) programs.clear();
  programs.set(expression, program);
  return program;
}

/** The language of `${…}`: CEL whose variables are parameters, with quantities and `range(first, last)`. */
function makeEnvironment(): Environment {
  const made = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    limits: LIMITS,
  })
    .registerType('quantity', { ctor: Quantity, fields: {} })
    .registerFunction('range(int, int): list<int>', range)
    .registerFunction('string(quantity): string', (each: Quantity) => each.text)
    .registerFunction('string.matchesLinear(string): bool', matchesPattern);
  for (const operator of OPERATORS) {
    const apply = (left: Quantity, right: Quantity) => calculate(operator, left, right);
    for (const number of ['int', 'double']) {
      made.registerOperator(`quantity ${operator} ${number}`, apply);
      made.registerOperator(`${number} ${operator} quantity`, apply);
    }
    made.registerOperator(`quantity ${operator} quantity`, apply);
    mixNumbers(made, operator);
  }
  made.registerOperator('quantity == string', (left: Quantity, right) => left.text === right);
  made.registerOperator('quantity < quantity', (left, right) => compare(left, right) < 0);
  made.registerOperator('quantity <= quantity', (left, right) => compare(left, right) <= 0);
  made.registerOperator('quantity > quantity', (left, right) => compare(left, right) > 0);
  made.registerOperator('quantity >= quantity', (left, right) => compare(left, right) >= 0);
  return made;
}

/** A whole number and a fraction make a fraction. */
function mixNumbers(made: Environment, operator: (typeof OPERATORS)[number]): void {
  const apply = (left: number | bigint, right: number | bigint) => {
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
    }
  };
  made.registerOperator(`int ${operator} double`, apply);
  made.registerOperator(`double ${operator} int`, apply);
}

function range(first: bigint, last: bigint): bigint[] {
  const count = Number(last - first) + 1;
  if (count > MAX_RANGE) throw new Error(`a range has at most ${MAX_RANGE} numbers`);
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + BigInt(index));
}

function namesIn({ ast }: ParseResult): string[] {
  const names = new Set<string>();
  forEachNode(ast, (node) => {
    if (node.op === 'id') names.add(node.args);
    if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = 'matchesLinear';
    if (macroDepth(node) > MAX_MACRO_DEPTH) {
      throw new Error(
        `at most ${MAX_MACRO_DEPTH} of map(), filter() and their like stand in one another`,
      );
    }
  });
  return [...names];
}

function macroDepth(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(macroDepth));
  if (typeof value !== 'object' || value === null || !('op' in value)) return 0;
  const { op, args } = value as { readonly op: string; readonly args: unknown };
  const isMacro = op === 'rcall' && Array.isArray(args) && MACROS.has(String(args[0]));
  return (isMacro ? 1 : 0) + macroDepth(args);
}
