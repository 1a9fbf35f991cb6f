// A system call that waits while the script goes on.
import { errnoNumber } from '../calls/constants.js';
import type { CallOutcome } from '../calls/outcome.js';
import type { Attempt } from '../calls/systemCalls.js';
import type { CallAction } from '../language/script.js';
import { secondsText } from '../packet/notation.js';
import { ScriptFailure } from './failure.js';

export interface PendingCall {
  readonly action: CallAction;
  readonly line: number;
  readonly attempt: Attempt;
  /** When it must return, in microseconds, and how far off that may be. */
  readonly endUs: number;
  readonly toleranceUs: number;
  /** The result that is expected, as a number; null for any. */
  readonly wanted: number | null;
}

/** @throws {ScriptFailure} if the result or what was filled in is not as expected */
export function checkOutcome(
  call: Pick<PendingCall, 'action' | 'line' | 'wanted'>,
  outcome: Exclude<CallOutcome, { kind: 'blocked' }>,
  nowUs: number,
): void {
  const { action, line, wanted } = call;
  const at = `at ${secondsText(nowUs)}`;
  if (wanted === null) return;
  const expected = action.errno === null ? `${wanted}` : `${wanted} ${action.errno}`;
  const came = outcome.kind === 'error' ? `-1 ${outcome.errno}` : `${outcome.value}`;
  const isSame =
    outcome.kind === 'error'
      ? wanted === -1 &&
        (action.errno === null || errnoNumber(action.errno) === errnoNumber(outcome.errno))
      : outcome.value === wanted && (wanted !== -1 || action.errno === null);
  if (!isSame)
    throw new ScriptFailure(line, `${action.name}: expected ${expected}, came ${came} ${at}`);
  if (outcome.kind === 'done' && outcome.note !== null) {
    throw new ScriptFailure(line, `${action.name}: ${outcome.note} ${at}`);
  }
}

export function checkReturnTime(call: PendingCall, nowUs: number): void {
  if (Math.abs(nowUs - call.endUs) <= call.toleranceUs) return;
  throw new ScriptFailure(
    call.line,
    `${call.action.name}: expected to return at ${secondsText(call.endUs)}, ` +
      `returned at ${secondsText(nowUs)} (tolerance ${secondsText(call.toleranceUs)})`,
  );
}
