import type { Diagnostic, ScriptSource } from '@packetloom/language';
import type { RunawayError, RunnableScenario, RunOptions, ScenarioResult } from '../run/index.js';

/** A file beside the scenario, such as a topology. */
export interface RequestFile {
  /** As the scenario names it. */
  readonly path: string;
  /** As messages name it. */
  readonly file: string;
  /** Its octets in base64 (RFC 4648, section 4). */
  readonly base64: string;
}

/** A script of the scenario, ready to be run. */
export interface RequestScript {
  /** As the scenario names it. */
  readonly path: string;
  readonly source: ScriptSource;
}

/** How a scenario shall be run. */
export type RunChoices = Pick<
  RunOptions,
  'seed' | 'run' | 'timeline' | 'maxEvents' | 'maxPacketBytes'
>;

/**
 * A run, asked for with plain data: it is the same after a journey as JSON, to a worker, another machine or a page.
 * What comes of it depends on this alone.
 */
export interface RunRequest extends RunChoices {
  /** The scenario file as messages name it. */
  readonly file: string;
  /** What stands in it: YAML or JSON. */
  readonly text: string;
  /** Values of its parameters instead of its own, by name, as YAML has them. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly files: readonly RequestFile[];
  readonly scripts: readonly RequestScript[];
}

/**
 * A run of a scenario that was loaded, which is not loaded once more; plain data, too. It is for whoever loaded it:
 * nothing of the scenario is checked again.
 */
export interface CheckedRequest extends RunChoices {
  readonly scenario: RunnableScenario;
}

/** What came of a request; plain data, too. */
export type RunResult = FinishedRequest | RefusedRequest | GivenUpRequest;

/** What came of a request whose scenario was loaded. */
export type CheckedResult = FinishedRequest | GivenUpRequest;

/** The run came to its end, whatever became of its expectations. */
interface FinishedRequest {
  readonly kind: 'finished';
  readonly result: ScenarioResult;
  /** Of loading; none where the request brought a checked scenario. */
  readonly warnings: readonly Diagnostic[];
}

/** Nothing was run: what is wrong with the scenario. */
interface RefusedRequest {
  readonly kind: 'refused';
  readonly problems: readonly Diagnostic[];
  /** How many more there are. */
  readonly more: number;
}

/** The run began and did not come to its end. */
export interface GivenUpRequest {
  readonly kind: 'given-up';
  /**
   * As the errors of `runScenario` have it; `end-of-time`: something would happen after the last time that there is.
   */
  readonly code:
    | RunawayError['code']
    | 'end-of-time'
    | 'expectation-limit'
    | 'no-script-host'
    | 'script-threw';
  readonly message: string;
  /** Of `expectation-limit`: its index in the document. */
  readonly expectation: number | null;
  /** Where in a file; null if it is about the run as a whole, or if the text was not there. */
  readonly position: Pick<Diagnostic, 'file' | 'line' | 'column'> | null;
}
