import { accepted } from '../context/accepted.js';
import type { Context } from '../context/context.js';
import { readDuration } from '../quantity/units.js';
import type { ScenarioExpectation } from '../scenario/scenarioDocument.js';
import type { Expectation } from '../schema/generated/writtenScenario.js';
import { checkTime } from './events.js';

const KINDS = ['that', 'never', 'eventually'] as const;

/** An expectation of the file, and what it is made from. */
export interface SourcedExpectation {
  readonly expectation: ScenarioExpectation;
  readonly written: Expectation;
}

/** The expectations of the file, in its order. */
export function normaliseExpectations(
  written: readonly Expectation[],
  stopNs: number | null,
  context: Context,
): SourcedExpectation[] {
  return written.flatMap((expectation) => {
    const kind = KINDS.find((candidate) => expectation[candidate] !== undefined);
    if (kind === undefined) return [];
    const key = kind === 'eventually' ? 'within' : 'at';
    const time = expectation[key];
    const atNs = time === undefined ? null : accepted(readDuration(time));
    if (atNs !== null) checkTime(atNs, [...context.pathOf(expectation), key], stopNs, context);
    const expression = expectation[kind] ?? '';
    const because = expectation.because ?? null;
    return [{ expectation: { kind, expression, because, atNs }, written: expectation }];
  });
}
