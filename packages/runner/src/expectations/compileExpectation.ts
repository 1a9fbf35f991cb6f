import type { ExpectationScope, ScenarioExpectation } from '@packetloom/language';
import {
  type ASTNode,
  type ExpectationNames,
  parseExpression,
} from '@packetloom/language/internal';
import type { Bindings } from '../evaluate/bindings.js';
import { EvaluationError } from '../evaluate/evaluationError.js';
import { evaluate } from '../evaluate/evaluator.js';
import { StepLimitError, Steps } from '../evaluate/steps.js';
import type { View } from '../views/lazyView.js';
import { type ScopeCell, viewOf } from '../views/view.js';
import { emptyAppsWarning } from './emptyApps.js';
import { ExpectationLimitError } from './expectationLimitError.js';
import { type ExpectationPart, explainingParts } from './explain.js';
import { hintOf } from './hints.js';
import { type References, referencedNames } from './referencedNames.js';

/** What became of an expectation. */
export interface ExpectationOutcome {
  readonly kind: ScenarioExpectation['kind'];
  /** The expression. */
  readonly that: string;
  readonly because: string | null;
  readonly atNs: number | null;
  readonly passed: boolean;
  /** The values of the parts of the expression: `app.probe.received = 3`. */
  readonly actual: string;
  readonly parts: readonly ExpectationPart[];
  /** Where to look; null if it passed, or nothing is known. */
  readonly hint: string | null;
  /** Why the expression has no value; null if it has one. */
  readonly error: string | null;
  /** Why it tells less than it seems to; null if nothing is known. */
  readonly warning: string | null;
}

/** An expectation that can be asked again and again. Throws an {@link ExpectationLimitError} if that takes too long. */
export interface CompiledExpectation {
  readonly expectation: ScenarioExpectation;
  /** Whether its expression is true now; one that has no value (a time without a sample) is not. */
  holds(scope: ExpectationScope): boolean;
  /**
   * The outcome, with an explanation from the scope. `passed` is whether the expression is true
   * (`never`: not true), unless the caller knows of an earlier instant.
   */
  outcome(scope: ExpectationScope, passed?: boolean): ExpectationOutcome;
}

/** The expectation, ready to be asked. The expression has been checked: a mistake in it throws. */
export function compileExpectation(
  expectation: ScenarioExpectation,
  names: ExpectationNames,
): CompiledExpectation {
  return new Compiled(expectation, names);
}

/** Steps of an expectation over a whole run: so many, and more for each time that it is asked. */
const MAX_TOTAL_STEPS = 200_000_000;
const STEPS_FOR_EACH_TIME = 100;

type Value = { readonly value: unknown } | { readonly error: string };

class Compiled implements CompiledExpectation {
  readonly expectation: ScenarioExpectation;
  readonly #ast: ASTNode;
  readonly #referenced: References;
  readonly #cell: ScopeCell = { scope: null };
  readonly #roots: View;
  #stepsLeft = MAX_TOTAL_STEPS;

  constructor(expectation: ScenarioExpectation, names: ExpectationNames) {
    this.expectation = expectation;
    this.#ast = parseExpression(expectation.expression).ast;
    this.#referenced = referencedNames(this.#ast, names);
    this.#roots = viewOf(this.#referenced.names, this.#cell);
  }

  holds(scope: ExpectationScope): boolean {
    return this.#within(scope, () => isTrue(this.#evaluate()));
  }

  outcome(scope: ExpectationScope, passed?: boolean): ExpectationOutcome {
    const { kind, expression: that, because, atNs } = this.expectation;
    return this.#within(scope, () => {
      const result = this.#evaluate();
      const held = passed ?? (kind === 'never' ? !isTrue(result) : isTrue(result));
      const parts = this.#parts();
      return {
        kind,
        that,
        because,
        atNs,
        passed: held,
        actual: parts.map(({ expression, value }) => `${expression} = ${value}`).join(', '),
        parts,
        hint: held ? null : hintOf(this.#referenced.all, scope),
        error: 'error' in result ? result.error : null,
        warning: emptyAppsWarning(this.#ast, this.#referenced.names.apps, scope),
      };
    });
  }

  #within<Result>(scope: ExpectationScope, work: () => Result): Result {
    this.#cell.scope = scope;
    try {
      return work();
    } finally {
      this.#cell.scope = null;
    }
  }

  /** The value of the expression now. */
  #evaluate(): Value {
    const steps = new Steps();
    try {
      const value = this.#valueOf(this.#ast, null, steps);
      this.#stepsLeft += STEPS_FOR_EACH_TIME - steps.taken;
      if (this.#stepsLeft > 0) return value;
    } catch (error) {
      if (!(error instanceof StepLimitError)) throw error;
      throw new ExpectationLimitError(this.expectation, 'at-once', error.most);
    }
    throw new ExpectationLimitError(this.expectation, 'in-all', MAX_TOTAL_STEPS);
  }

  #parts(): readonly ExpectationPart[] {
    const steps = new Steps();
    return explainingParts(this.#ast, this.expectation.expression, (node, bindings) => {
      try {
        return this.#valueOf(node, bindings, steps);
      } catch (error) {
        if (error instanceof StepLimitError)
          return { error: 'takes too many steps to be evaluated' };
        throw error;
      }
    });
  }

  #valueOf(node: ASTNode, bindings: Bindings, steps: Steps): Value {
    try {
      return { value: evaluate(node, bindings, { roots: this.#roots, steps }) };
    } catch (error) {
      if (error instanceof EvaluationError) return { error: reasonOf(error) };
      throw error;
    }
  }
}

function isTrue(result: Value): boolean {
  return 'value' in result && result.value === true;
}

/** Parts that are there as soon as something has come, with what has to come. */
const UNTIL_THEN: Readonly<Record<string, string>> = {
  rtt: 'no reply came, so there is no time',
  responseTime: 'no response came, so there is no time',
  delay: 'nothing arrived, so there is no time',
  jitter: 'fewer than two came, so there is no jitter',
  interarrivalJitter: 'fewer than two came, so there is no jitter',
  joinLatency: 'nothing arrived, so there is no time',
  deliveryRatio: 'nothing was sent, so there is no ratio',
  lossRatio: 'nothing was sent, so there is no ratio',
  duplicateRatio: 'nothing was received, so there is no ratio',
  reorderedRatio: 'nothing was received, so there is no ratio',
};

function reasonOf({ key, message }: EvaluationError): string {
  return key !== null && Object.hasOwn(UNTIL_THEN, key) ? (UNTIL_THEN[key] ?? message) : message;
}
