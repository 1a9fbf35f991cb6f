import type { ExpectationScope, ScenarioExpectation } from '@packetloom/language';
import type { ExpectationNames } from '@packetloom/language/internal';
import {
  type CompiledExpectation,
  compileExpectation,
  type ExpectationOutcome,
} from '../expectations/index.js';

/** Decides the expectations of a run: at the times that they name, after each event, or at the end. */
export class ExpectationWatch {
  readonly #scope: ExpectationScope;
  readonly #compiled: readonly CompiledExpectation[];
  readonly #outcomes = new Map<CompiledExpectation, ExpectationOutcome>();
  /** `never` and `eventually` that are not decided yet: an event may decide them. */
  #open: readonly CompiledExpectation[];

  constructor(
    expectations: readonly ScenarioExpectation[],
    names: ExpectationNames,
    scope: ExpectationScope,
  ) {
    this.#scope = scope;
    this.#compiled = expectations.map((expectation) => compileExpectation(expectation, names));
    this.#open = this.#compiled.filter(({ expectation }) => expectation.kind !== 'that');
  }

  /** Whether some expectation must be asked after each event. */
  get asksEachEvent(): boolean {
    return this.#open.length > 0;
  }

  /** The next time at which something is to be decided that is not decided yet; null if there is none. */
  nextTimeNs(nowNs: number): number | null {
    let next: number | null = null;
    for (const expectation of this.#compiled) {
      const { atNs } = expectation.expectation;
      if (atNs === null || atNs < nowNs || this.#outcomes.has(expectation)) continue;
      if (next === null || atNs < next) next = atNs;
    }
    return next;
  }

  /** An event has happened: what must never be true may be, and what is waited for. Whether it is so. */
  afterEvent(): boolean {
    const decided = this.#open.filter((expectation) => expectation.holds(this.#scope));
    if (decided.length === 0) return false;
    for (const expectation of decided) {
      this.#decide(expectation, expectation.expectation.kind === 'eventually');
    }
    this.#open = this.#open.filter((expectation) => !decided.includes(expectation));
    return true;
  }

  /** All that happens until this time, the time itself included, has happened. */
  atTime(timeNs: number): void {
    for (const expectation of this.#compiled) {
      if (expectation.expectation.atNs === timeNs) this.#decideNow(expectation);
    }
    this.#open = this.#open.filter((expectation) => !this.#outcomes.has(expectation));
  }

  /** The run is over: the outcomes of all expectations, in the order of the scenario. */
  end(): readonly ExpectationOutcome[] {
    return this.#compiled.map((expectation) => this.#decideNow(expectation));
  }

  #decideNow(expectation: CompiledExpectation): ExpectationOutcome {
    return this.#outcomes.get(expectation) ?? this.#decide(expectation);
  }

  #decide(expectation: CompiledExpectation, passed?: boolean): ExpectationOutcome {
    const outcome = expectation.outcome(this.#scope, passed);
    this.#outcomes.set(expectation, outcome);
    return outcome;
  }
}
