import { MAX_TIME_NS, TimeRangeError } from '@packetloom/sim';
import { ExpectationLimitError } from '../expectations/index.js';
import { RunawayError, type RunnableScenario } from '../run/index.js';
import { NoScriptHostError, ScriptError } from '../script/index.js';
import type { GivenUpRequest } from './request.js';

/** What running a scenario came to. */
type Attempt<Value> = { readonly kind: 'done'; readonly value: Value } | GivenUpRequest;

/** Does something that runs a scenario. A run that is given up is a result; what else it throws is passed on. */
export function unlessGivenUp<Value>(
  { document }: RunnableScenario,
  run: () => Value,
): Attempt<Value> {
  try {
    return { kind: 'done', value: run() };
  } catch (error) {
    const reason = reasonOf(error, document.expectations);
    if (reason === null) throw error;
    return { kind: 'given-up', expectation: null, position: null, ...reason };
  }
}

type Reason = Pick<GivenUpRequest, 'code' | 'message'> & Partial<GivenUpRequest>;

/** Why a run was given up; null if that is a bug. */
function reasonOf(
  error: unknown,
  expectations: RunnableScenario['document']['expectations'],
): Reason | null {
  if (error instanceof RunawayError || error instanceof NoScriptHostError) {
    return { code: error.code, message: error.message };
  }
  if (error instanceof ScriptError) {
    return { code: error.code, message: error.message, position: error.position };
  }
  if (error instanceof ExpectationLimitError) {
    const expectation = expectations.indexOf(error.expectation);
    return { code: error.code, message: error.message, expectation };
  }
  if (error instanceof TimeRangeError && error.timeNs > MAX_TIME_NS) {
    const message = `something would happen after ${MAX_TIME_NS}ns (104 days), the end of time: let times and intervals be shorter, or give a stop`;
    return { code: 'end-of-time', message };
  }
  return null;
}
