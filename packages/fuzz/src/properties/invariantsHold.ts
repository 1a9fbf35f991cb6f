import type { WrittenScenario } from '@packetloom/language';
import { anyScenario } from '../arbitraries/scenario.js';
import { RUN_INVARIANTS, TCP_INVARIANTS } from '../invariants/index.js';
import { runsEnd } from '../invariants/termination.js';
import { record } from '../observe/recording.js';
import type { Finding, Property } from './property.js';

/** One run shows whether it keeps to all invariants. */
export const invariantsHold: Property = {
  invariants: RUN_INVARIANTS.filter((invariant) => !TCP_INVARIANTS.includes(invariant)),
  scenarios: anyScenario,
  weight: 12,
  examine: examineRun,
};

/** Runs a scenario and looks for a violated invariant of runs: any, or the one of that name. */
export function examineRun(scenario: WrittenScenario, only: string | null): Finding | null {
  const recording = record(scenario);
  // Cut off in the middle, it says nothing else.
  if (recording.endless && runsEnd.check(recording) === null) return null;
  for (const invariant of RUN_INVARIANTS) {
    if (only !== null && only !== invariant.name) continue;
    const violation = invariant.check(recording);
    if (violation !== null) return { name: invariant.name, ...violation };
  }
  return null;
}
