import type { ParseResult } from '@marcbachmann/cel-js';
import type { ScenarioExpectation } from '../language/document.js';
import { type ASTNode, mistakeOf, parseExpression } from './cel.js';
import { type ExpectationPart, explainingParts, hintOf, valueText } from './explain.js';
import type { View } from './lazyView.js';
import { type Mentioned, mentionedNames } from './mentioned.js';
import type { ExpectationScope } from './scope.js';
import type { ExpectationNames } from './shape.js';
import { type ScopeCell, viewOf } from './view.js';

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
}

/** An expectation that can be asked again and again. */
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

type Value = { readonly value: unknown } | { readonly error: string };

class Compiled implements CompiledExpectation {
  readonly expectation: ScenarioExpectation;
  readonly #program: ParseResult;
  readonly #mentioned: Mentioned;
  readonly #cell: ScopeCell = { scope: null };
  readonly #view: View;

  constructor(expectation: ScenarioExpectation, names: ExpectationNames) {
    this.expectation = expectation;
    this.#program = parseExpression(expectation.expression);
    this.#mentioned = mentionedNames(this.#program.ast, names);
    this.#view = viewOf(this.#mentioned.names, this.#cell);
  }

  holds(scope: ExpectationScope): boolean {
    const result = this.#evaluate(this.#program, scope);
    return 'value' in result && result.value === true;
  }

  outcome(scope: ExpectationScope, passed?: boolean): ExpectationOutcome {
    const { kind, expression: that, because, atNs } = this.expectation;
    const result = this.#evaluate(this.#program, scope);
    const isTrue = 'value' in result && result.value === true;
    const held = passed ?? (kind === 'never' ? !isTrue : isTrue);
    const parts = this.#parts(scope);
    return {
      kind,
      that,
      because,
      atNs,
      passed: held,
      actual: parts.map(({ expression, value }) => `${expression} = ${value}`).join(', '),
      parts,
      hint: held ? null : hintOf(this.#mentioned.explicit, scope),
      error: 'error' in result ? result.error : null,
    };
  }

  #parts(scope: ExpectationScope): ExpectationPart[] {
    const parts = new Map<string, string>();
    for (const node of explainingParts(this.#program.ast)) {
      const expression = this.#textOf(node);
      if (parts.has(expression)) continue;
      const result = this.#evaluate(parseExpression(expression), scope);
      parts.set(expression, 'error' in result ? result.error : valueText(result.value));
    }
    return [...parts].map(([expression, value]) => ({ expression, value }));
  }

  #evaluate(program: ParseResult, scope: ExpectationScope): Value {
    this.#cell.scope = scope;
    try {
      return { value: program(this.#view) };
    } catch (error) {
      return { error: this.#reason(error) };
    } finally {
      this.#cell.scope = null;
    }
  }

  #reason(error: unknown): string {
    const { code, summary } = mistakeOf(error, this.expectation.expression);
    const key = /^No such key: (\w+)$/.exec(summary)?.[1];
    if (key === 'rtt') return 'no reply came, so there is no time';
    if (key === 'delay') return 'nothing arrived, so there is no time';
    if (code === 'index_out_of_bounds') return 'the list is shorter than that';
    return summary;
  }

  #textOf({ start, end }: ASTNode): string {
    return this.expectation.expression.slice(start, end);
  }
}
