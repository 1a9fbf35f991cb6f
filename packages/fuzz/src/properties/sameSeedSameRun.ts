import { anyScenario } from '../arbitraries/scenario.js';
import { record } from '../observe/recording.js';
import type { Property } from './property.js';

const name = 'same-seed-same-run';

/** Determinism. */
export const sameSeedSameRun: Property = {
  invariants: [{ name, meaning: 'A scenario that is run twice has the same fingerprint twice.' }],
  scenarios: anyScenario,
  weight: 1,
  examine(scenario) {
    const [first, second] = [0, 1].map(() => record(scenario).result?.fingerprint);
    return first === second ? null : { name, message: `fingerprints ${first} and ${second}` };
  },
};
