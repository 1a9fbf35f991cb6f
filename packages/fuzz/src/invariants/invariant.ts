import type { Recording } from '../observe/recording.js';

/** How a run breaks an invariant. */
export interface Violation {
  readonly message: string;
  /** An expectation in CEL that the run does not meet for the same reason, where CEL can say it. */
  readonly expectation?: string;
  /** When the run can be stopped, in nanoseconds: of one that never ends. */
  readonly stopNs?: number;
}

/** Something that is true of every run of every scenario. */
export interface RunInvariant {
  readonly name: string;
  /** In a sentence, for the documentation. */
  readonly meaning: string;
  /** null: the run keeps to it. Runs that threw are asked `no-exception` only. */
  check(recording: Recording): Violation | null;
}
