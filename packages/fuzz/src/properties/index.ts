import { expectationsJudged } from './expectationsJudged.js';
import { fingerprintSees } from './fingerprintSees.js';
import { invariantsHold } from './invariantsHold.js';
import { orderOfNodes } from './orderOfNodes.js';
import { packetMemory } from './packetMemory.js';
import { profilesAgree } from './profilesAgree.js';
import { profilesDiffer } from './profilesDiffer.js';
import type { Invariant, Property } from './property.js';
import { sameSeedSameRun } from './sameSeedSameRun.js';
import { transfersHold } from './transfersHold.js';
import { unobserved } from './unobserved.js';

export type { Finding, Invariant, Property } from './property.js';

/** What every property asks first: whether its scenarios can be loaded. */
export const IS_VALID: Invariant = {
  name: 'is-valid',
  meaning: 'Every generated scenario is a valid file: it is loaded without a problem.',
};

/** Everything that is looked for. */
export const PROPERTIES: readonly Property[] = [
  invariantsHold,
  transfersHold,
  sameSeedSameRun,
  orderOfNodes,
  profilesAgree,
  profilesDiffer,
  unobserved,
  fingerprintSees,
  expectationsJudged,
  packetMemory,
];

/** Every invariant once. */
export const INVARIANTS: readonly Invariant[] = [
  IS_VALID,
  ...PROPERTIES.flatMap(({ invariants }) => invariants),
];

/** What looks for an invariant of that name; without a name, everything. Empty: there is no such invariant. */
export function propertiesFor(name: string | null): readonly Property[] {
  if (name === null || name === IS_VALID.name) return PROPERTIES;
  return PROPERTIES.filter(({ invariants }) =>
    invariants.some((invariant) => invariant.name === name),
  );
}
