import { anyScenario } from '../arbitraries/scenario.js';
import { RUN_INVARIANTS } from '../invariants/index.js';
import { runsEnd } from '../invariants/termination.js';
import { record } from '../observe/recording.js';
import type { Property } from './property.js';

/** One run shows whether it keeps to all invariants. */
export const invariantsHold: Property = {
  invariants: RUN_INVARIANTS,
  scenarios: anyScenario,
  weight: 12,
  examine(scenario, only) {
    const recording = record(scenario);
    // Cut off in the middle, it says nothing else.
    if (recording.endless && runsEnd.check(recording) === null) return null;
    for (const invariant of RUN_INVARIANTS) {
      if (only !== null && only !== invariant.name) continue;
      const violation = invariant.check(recording);
      if (violation !== null) return { name: invariant.name, ...violation };
    }
    return null;
  },
};
