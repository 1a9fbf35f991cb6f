import type { ScriptSource } from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import type { ScriptError } from './scriptError.js';

/** Something that a script exports. */
export type ScriptFunction = (argument: unknown) => unknown;

/** The realm in which all scripts of a simulation run: JavaScript with simulated time and named random numbers. */
export interface ScriptRealm {
  /** Runs the top level of a script; the functions that it exports. Throws a {@link ScriptError}. */
  load(source: ScriptSource): ReadonlyMap<string, ScriptFunction>;
  /**
   * Runs something of a script, and everything that its promises bring about at this instant. What it
   * throws, or a promise of it, comes out as a {@link ScriptError}.
   */
  enter(work: () => unknown): void;
  /**
   * What came out of a run, as a {@link ScriptError} if a script threw it: one that is called by what it has
   * been given of the simulation, and not by us. Null if no script did: it is an error of ours.
   */
  blame(error: unknown): ScriptError | null;
  /**
   * To be called when a script comes to its turn: by a timer, or since something happened, however much it was.
   * Turns that bring about each other without delay never let time go on: a {@link ScriptError}.
   */
  beginTurn(): void;
}

/** What runs scripts: each place where scenarios run has its own way to make a realm. */
export interface ScriptHost {
  /** Makes the realm of a simulation; `log` is where `console.log` goes. */
  makeRealm(simulation: Simulation, log: (text: string) => void): ScriptRealm;
  /** Whether something that was thrown is an error of our own realm. It never throws, whatever it is asked about. */
  isHostRealmError(thrown: unknown): thrown is Error;
}

/** A scenario with scripts was run where no scripts can run. */
export class NoScriptHostError extends Error {
  override readonly name = 'NoScriptHostError';
  readonly code = 'no-script-host';

  /** `file` is the script, as the scenario names it. */
  constructor(file: string) {
    super(`the script '${file}' cannot run here: a run with scripts needs a script host`);
  }
}
