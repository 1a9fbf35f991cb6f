import type { ASTNode } from '@packetloom/language/internal';
import type { Bindings } from './bindings.js';
import { EvaluationError } from './evaluationError.js';
import type { Steps } from './steps.js';
import { isMapping, KIND_WORDS, keysOf, kindOf } from './value.js';

const MACROS = ['all', 'exists', 'exists_one', 'map', 'filter'] as const;

export type Macro = (typeof MACROS)[number];

/** How macros evaluate what they are given for each element. */
interface Elementwise {
  readonly evaluate: (node: ASTNode, bindings: Bindings) => unknown;
  readonly steps: Steps;
}

/** Whether a method of this name is a macro: it binds a variable to each element. */
export function isMacro(name: string, operands: readonly ASTNode[]): name is Macro {
  return MACROS.some((macro) => macro === name) && operands[0]?.op === 'id';
}

/** What a macro goes through: elements of a list, keys of a mapping. */
export function elementsOf(whole: unknown): readonly unknown[] {
  if (Array.isArray(whole)) return whole;
  if (isMapping(whole)) return keysOf(whole);
  throw new EvaluationError('wrong-kind', `${KIND_WORDS[kindOf(whole)]} has no elements`);
}

/** Evaluates a macro, of which the first operand is the variable. Throws an {@link EvaluationError}. */
export function evaluateMacro(
  macro: Macro,
  whole: unknown,
  [variable, ...parts]: readonly ASTNode[],
  outer: Bindings,
  { evaluate, steps }: Elementwise,
): unknown {
  const elements = elementsOf(whole);
  steps.take(elements.length);
  const name = variable?.op === 'id' ? variable.args : '';
  const [first, second] = parts;
  if (first === undefined) throw new Error('a macro has at least two operands');
  const bind = (value: unknown): Bindings => ({ name, value, outer });
  const test = (value: unknown) => asTruth(evaluate(first, bind(value)), macro);
  switch (macro) {
    case 'all':
      return !isDecided(elements, test, false);
    case 'exists':
      return isDecided(elements, test, true);
    case 'exists_one':
      return elements.filter(test).length === 1;
    case 'filter':
      return elements.filter(test);
    default:
      if (second === undefined) return elements.map((value) => evaluate(first, bind(value)));
      return elements.filter(test).map((value) => evaluate(second, bind(value)));
  }
}

/** Whether a test of some element has the outcome that decides; elements without a value do not undo it. */
function isDecided(
  elements: readonly unknown[],
  test: (value: unknown) => boolean,
  decisive: boolean,
): boolean {
  let failure: EvaluationError | null = null;
  for (const value of elements) {
    try {
      if (test(value) === decisive) return true;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  return false;
}

function asTruth(value: unknown, macro: Macro): boolean {
  if (typeof value === 'boolean') return value;
  const message = `${macro}() asks whether something is true, and this is ${KIND_WORDS[kindOf(value)]}`;
  throw new EvaluationError('wrong-kind', message);
}
