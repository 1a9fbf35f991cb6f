import { transferScenario } from '../arbitraries/scenario.js';
import { TCP_INVARIANTS } from '../invariants/index.js';
import { examineRun } from './invariantsHold.js';
import type { Property } from './property.js';

/** The same where TCP has most to do. */
export const transfersHold: Property = {
  invariants: TCP_INVARIANTS,
  scenarios: transferScenario,
  weight: 4,
  examine: examineRun,
};
