import type { WrittenScenario } from '@packetloom/scenarios';
import type { Arbitrary } from 'fast-check';
import type { Violation } from '../invariants/index.js';

/** A scenario that breaks what is always true. */
export interface Finding extends Violation {
  /** Of the invariant or comparison that is broken. */
  readonly name: string;
}

/** A kind of scenarios, and what is looked for in each of them. */
export interface Property {
  /** What `--property` can name, each with its meaning; several where one run shows them all. */
  readonly promises: readonly { readonly name: string; readonly meaning: string }[];
  readonly scenarios: Arbitrary<WrittenScenario>;
  /** Share of the runs. */
  readonly weight: number;
  /** Looks for a broken promise: any, or the one of that name. */
  examine(scenario: WrittenScenario, only: string | null): Finding | null;
}
