import type { ParseResult } from '@marcbachmann/cel-js';
import { namesInApp } from '../features/apps/tables.js';
import { isApp, type ScenarioDocument } from '../scenario/scenarioDocument.js';
import {
  type ASTNode,
  celErrorOf,
  environment,
  forEachNode,
  parseExpression,
  writtenPatterns,
} from './cel.js';
import { faultOfPattern } from './regularExpression.js';
import { type ExpectationNames, rootShapes } from './shape.js';
import { ShapeChecker } from './shapeChecker.js';
import { type ExpressionFault, syntaxFault } from './syntaxFault.js';

/** Longer ones cannot be read by people either. */
const LONGEST = 4_000;

/** The names that expectations of a scenario may use. */
export function expectationNamesOf(
  document: Pick<ScenarioDocument, 'nodes' | 'links' | 'segments' | 'events'>,
): ExpectationNames {
  return {
    nodes: document.nodes.map(({ name }) => name),
    links: document.links.map(({ name }) => name),
    nics: [
      ...document.links.flatMap(({ endpoints }) => endpoints),
      ...document.segments.flatMap(({ ports }) => ports.map(({ end }) => end)),
    ].map(({ node, nic }) => `${node}:${nic}`),
    segments: document.segments.map(({ name, ports }) => ({
      name,
      ports: ports.map(({ end }) => `${end.node}:${end.nic}`),
    })),
    apps: document.events.filter(isApp).map((event) => {
      const { name, kind, atNs } = event;
      const receivers = namesInApp(event);
      return receivers === undefined ? { name, kind, atNs } : { name, kind, atNs, receivers };
    }),
  };
}

/** Checks many expressions against the same names. */
export class ExpressionChecker {
  readonly #roots: ReturnType<typeof rootShapes>;

  constructor(names: ExpectationNames) {
    this.#roots = rootShapes(names);
  }

  /** All that is wrong with an expression, in the order of its text. */
  check(expression: string): readonly ExpressionFault[] {
    if (expression.length > LONGEST) {
      const message = `the expression is longer than ${LONGEST} characters`;
      return [{ start: 0, end: 1, message }];
    }
    let program: ParseResult;
    try {
      program = parseExpression(expression);
    } catch (error) {
      return [syntaxFault(celErrorOf(error, expression), expression)];
    }
    const checker = new ShapeChecker(expression, this.#roots);
    checker.check(program.ast);
    const faults = [
      ...checker.faults,
      ...durationFaults(program.ast, expression),
      ...patternFaults(program.ast),
    ];
    return faults.sort((a, b) => a.start - b.start);
  }
}

/** All that is wrong with one expression. */
export function checkExpression(
  expression: string,
  names: ExpectationNames,
): readonly ExpressionFault[] {
  return new ExpressionChecker(names).check(expression);
}

/** `duration('…')` is read when it is evaluated; whether it can be read is known before. */
function durationFaults(ast: ASTNode, expression: string): ExpressionFault[] {
  const faults: ExpressionFault[] = [];
  forEachNode(ast, (node) => {
    if (node.op !== 'call' || node.args[0] !== 'duration') return;
    if (node.args[1][0]?.op !== 'value') return;
    const fault = unreadable(node, expression);
    if (fault !== null) faults.push(fault);
  });
  return faults;
}

/** Whether a regular expression is one is known before, too. */
function patternFaults(ast: ASTNode): ExpressionFault[] {
  return writtenPatterns(ast).flatMap(({ node: { start, end }, pattern }) => {
    const message = faultOfPattern(pattern);
    return message === null ? [] : [{ start, end, message }];
  });
}

function unreadable({ start, end }: ASTNode, expression: string): ExpressionFault | null {
  try {
    environment.evaluate(expression.slice(start, end));
    return null;
  } catch (thrown) {
    const error = celErrorOf(thrown, expression);
    return syntaxFault({ ...error, start, end }, expression);
  }
}
