import { type Diagnostic, wholeFileDiagnostic } from '@packetloom/language';
import type { GivenUpRequest } from '@packetloom/runner/internal';
import type { LoadedInput } from './inputs.js';

/** What is wrong: at a place of a file, or with all of it. */
export type Problem = Diagnostic | { readonly message: string };

/** Why a run was given up, where its author looks for it. */
export function givenUpProblem(
  { code, message, position, expectation }: GivenUpRequest,
  { file, scenario }: LoadedInput,
): Problem {
  if (position !== null) return { severity: 'error', ...position, message };
  if (code === 'end-of-time') return wholeFileDiagnostic(file, message);
  const place = scenario.expectationPositions[expectation ?? -1];
  return place === undefined ? { message } : { ...place, message };
}
