import { expectationsJudged } from './expectationsJudged.js';
import { fingerprintSees } from './fingerprintSees.js';
import { invariantsHold } from './invariantsHold.js';
import { orderOfNodes } from './orderOfNodes.js';
import { packetMemory } from './packetMemory.js';
import { profilesAgree } from './profilesAgree.js';
import { profilesDiffer } from './profilesDiffer.js';
import type { NamedPromise, Property } from './property.js';
import { sameSeedSameRun } from './sameSeedSameRun.js';
import { unobserved } from './unobserved.js';

export type { Finding, NamedPromise, Property } from './property.js';

/** What every property asks first: whether its scenarios can be loaded. */
export const IS_VALID: NamedPromise = {
  name: 'is-valid',
  meaning: 'Every generated scenario is a valid file: it is loaded without a problem.',
};

/** Everything that is looked for. */
export const PROPERTIES: readonly Property[] = [
  invariantsHold,
  sameSeedSameRun,
  orderOfNodes,
  profilesAgree,
  profilesDiffer,
  unobserved,
  fingerprintSees,
  expectationsJudged,
  packetMemory,
];

/** Every promise once. */
export const PROMISES: readonly NamedPromise[] = [
  IS_VALID,
  ...PROPERTIES.flatMap(({ promises }) => promises),
];

/** What looks for a promise of that name; without a name, everything. Empty: there is no such promise. */
export function propertiesFor(name: string | null): readonly Property[] {
  if (name === null || name === IS_VALID.name) return PROPERTIES;
  return PROPERTIES.filter(({ promises }) => promises.some((promise) => promise.name === name));
}
