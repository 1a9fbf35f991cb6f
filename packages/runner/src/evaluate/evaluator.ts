// Evaluates expressions. The library parses them; it cannot count the steps that an expression takes, takes names such
// as `constructor` for properties of JavaScript, and does not mix whole numbers and fractions.
import { type ASTNode, isOwnMethod, isSelector } from '@packetloom/language/internal';
import type { View } from '../views/lazyView.js';
import { isStatistic, ownMethod, selected, statisticOf } from './aggregates.js';
import { type Bindings, bindingOf } from './bindings.js';
import { EvaluationError } from './evaluationError.js';
import { callFunction, TYPE_VALUES } from './functions.js';
import { evaluateMacro, isMacro } from './macros.js';
import { applyBinary, negate } from './operators.js';
import type { Steps } from './steps.js';
import { hasKey, isMapping, KIND_WORDS, keyOf, kindOf, memberOf, numberOf } from './value.js';

/** What an expression is evaluated with. */
export interface Evaluation {
  /** The variables of every expression. */
  readonly roots: View;
  readonly steps: Steps;
}

/**
 * The value of an expression. Throws an {@link EvaluationError} if it has none, and a `StepLimitError` if it takes too
 * many steps.
 */
export function evaluate(node: ASTNode, bindings: Bindings, within: Evaluation): unknown {
  within.steps.take();
  switch (node.op) {
    case 'value':
      return node.args;
    case 'id':
      return variable(node.args, bindings, within);
    case '.':
    case '.?':
      return member(evaluate(node.args[0], bindings, within), node.args[1], within);
    case '[]':
    case '[?]':
      return element(
        evaluate(node.args[0], bindings, within),
        evaluate(node.args[1], bindings, within),
        within,
      );
    case 'list':
      return node.args.map((item) => evaluate(item, bindings, within));
    case 'map':
      return new Map(
        node.args.map(([key, value]) => [
          keyOf(evaluate(key, bindings, within)),
          evaluate(value, bindings, within),
        ]),
      );
    case 'call':
      return call(node, bindings, within);
    case 'rcall':
      return methodCall(node, bindings, within);
    case '?:': {
      const condition = truth(evaluate(node.args[0], bindings, within));
      return evaluate(node.args[condition ? 1 : 2], bindings, within);
    }
    case '&&':
    case '||':
      return decided(node.args, node.op === '||', bindings, within);
    case '!_':
      return !truth(evaluate(node.args, bindings, within));
    case '-_':
      return negate(evaluate(node.args, bindings, within));
    default: {
      const left = evaluate(node.args[0], bindings, within);
      const right = evaluate(node.args[1], bindings, within);
      return applyBinary(node.op, left, right, within.steps);
    }
  }
}

type NodeOf<Op extends ASTNode['op']> = Extract<ASTNode, { readonly op: Op }>;

function variable(name: string, bindings: Bindings, { roots }: Evaluation): unknown {
  const binding = bindingOf(bindings, name);
  if (binding !== null) return binding.value;
  const value = roots.get(name) ?? TYPE_VALUES.get(name);
  if (value === undefined) {
    throw new EvaluationError('no-such-key', `there is no '${name}'`, name);
  }
  return value;
}

function member(whole: unknown, key: string, within: Evaluation): unknown {
  const { steps } = within;
  if (Array.isArray(whole)) {
    steps.take(whole.length);
    if (isStatistic(whole, key)) return statisticOf(whole, key, steps);
    return whole.map((each) => member(each, key, within));
  }
  if (!isMapping(whole)) {
    throw new EvaluationError('wrong-kind', `${KIND_WORDS[kindOf(whole)]} has no '${key}'`);
  }
  const value = memberOf(whole, key);
  if (value === undefined) {
    throw new EvaluationError('no-such-key', `there is no '${key}'`, key);
  }
  if (Array.isArray(value)) steps.take(value.length);
  return value;
}

function element(whole: unknown, key: unknown, within: Evaluation): unknown {
  if (Array.isArray(whole)) {
    const index = numberOf(key);
    if (index === undefined) {
      const message = `elements of a list are counted from 0: ${KIND_WORDS[kindOf(key)]} names none`;
      throw new EvaluationError('wrong-kind', message);
    }
    const value: unknown = whole[Number(index)];
    if (value !== undefined) return value;
    throw new EvaluationError('no-such-element', 'the list is shorter than that');
  }
  if (typeof key === 'string') return member(whole, key, within);
  if (!isMapping(whole)) {
    throw new EvaluationError('wrong-kind', `${KIND_WORDS[kindOf(whole)]} has no elements`);
  }
  const value = memberOf(whole, key);
  if (value === undefined) {
    throw new EvaluationError('no-such-key', `there is no ${String(key)}`, String(key));
  }
  return value;
}

function call({ args }: NodeOf<'call'>, bindings: Bindings, within: Evaluation): unknown {
  const [name, operands] = args;
  const [operand] = operands;
  if (name === 'has' && operand?.op === '.') {
    const whole = evaluate(operand.args[0], bindings, within);
    return isMapping(whole) && hasKey(whole, operand.args[1]);
  }
  const values = operands.map((node) => evaluate(node, bindings, within));
  if (isSelector(name)) return selected(name, values[0], within.roots, within.steps);
  return callFunction(name, values, false, within.steps);
}

function methodCall(node: NodeOf<'rcall'>, bindings: Bindings, within: Evaluation): unknown {
  const [name, receiver, operands] = node.args;
  const whole = evaluate(receiver, bindings, within);
  if (isMacro(name, operands)) {
    const evaluateWith = (part: ASTNode, inner: Bindings) => evaluate(part, inner, within);
    return evaluateMacro(name, whole, operands, bindings, {
      evaluate: evaluateWith,
      steps: within.steps,
    });
  }
  const values = operands.map((operand) => evaluate(operand, bindings, within));
  if (isOwnMethod(name)) return ownMethod(name, whole, values, within.steps);
  return callFunction(name, [whole, ...values], true, within.steps);
}

/** `&&` and `||`: what one side decides, a side without a value does not undo. */
function decided(
  [left, right]: readonly [ASTNode, ASTNode],
  decisive: boolean,
  bindings: Bindings,
  within: Evaluation,
): boolean {
  let failure: EvaluationError | null = null;
  for (const side of [left, right]) {
    try {
      if (truth(evaluate(side, bindings, within)) === decisive) return decisive;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  return !decisive;
}

function truth(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const message = `${KIND_WORDS[kindOf(value)]} is neither true nor false`;
  throw new EvaluationError('wrong-kind', message);
}
