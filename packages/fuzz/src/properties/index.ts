import { invariantsHold } from './invariantsHold.js';
import { orderOfNodes } from './orderOfNodes.js';
import { profilesAgree } from './profilesAgree.js';
import { profilesDiffer } from './profilesDiffer.js';
import type { Property } from './property.js';
import { sameSeedSameRun } from './sameSeedSameRun.js';
import { unobserved } from './unobserved.js';

export type { Finding, Property } from './property.js';

/** Everything that is looked for. */
export const PROPERTIES: readonly Property[] = [
  invariantsHold,
  sameSeedSameRun,
  orderOfNodes,
  profilesAgree,
  profilesDiffer,
  unobserved,
];
