import type { WrittenScenario } from '@packetloom/language';
import type { Arbitrary } from 'fast-check';
import type { Violation } from '../invariants/index.js';

/** A scenario that breaks what is always true. */
export interface Finding extends Violation {
  /** Of the invariant or comparison that is broken. */
  readonly name: string;
}

/** What `--property` can name. */
export interface Invariant {
  readonly name: string;
  /** In a sentence. */
  readonly meaning: string;
}

/** A kind of scenarios, and what is looked for in each of them. */
export interface Property {
  /** Several where one run shows them all. */
  readonly invariants: readonly Invariant[];
  readonly scenarios: Arbitrary<WrittenScenario>;
  /**
   * Whether the invariant holds for a scenario that was made from one of `scenarios` by leaving things out. Default:
   * it does for all.
   */
  readonly admits?: (smaller: WrittenScenario) => boolean;
  /** Share of the runs. */
  readonly weight: number;
  /** Looks for a violated invariant: any, or the one of that name. */
  examine(scenario: WrittenScenario, only: string | null): Finding | null;
}
