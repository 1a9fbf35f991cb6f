import type { ClockRunOptions, RunSummary, Simulation } from '@packetloom/sim';
import { messageOf, type ScriptContext, type ScriptFunction } from './scriptModule.js';

/** What a script threw, or a promise of it. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly code = 'script-threw';
  readonly timeNs: number;

  constructor(name: string, timeNs: number, cause: unknown) {
    super(`script "${name}", called at ${timeNs / 1e9} s: ${messageOf(cause)}`, { cause });
    this.timeNs = timeNs;
  }
}

/**
 * Runs a simulation with scripts: they may await, so the run pauses after each piece of a script until
 * its promises are settled, and only then goes on in time. What runs between two pauses is the same as
 * without scripts, so a run remains a function of scenario, seed and scripts.
 */
export class ScriptRun {
  readonly #simulation: Simulation;
  #failure: ScriptError | null = null;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    simulation.timers.onCallback = () => simulation.clock.pause();
  }

  /** Lets a function of a script begin at an instant. */
  callAt(timeNs: number, name: string, call: ScriptFunction, context: ScriptContext): void {
    this.#simulation.at(timeNs, () => {
      this.#simulation.clock.pause();
      this.#simulation.timers.toPresent();
      try {
        const result = call(context);
        if (result instanceof Promise) result.catch((error) => this.#failed(name, timeNs, error));
      } catch (error) {
        this.#failed(name, timeNs, error);
      }
    });
  }

  /** As `simulation.run`; rejects with a `ScriptError` when a script throws. */
  async run(options: ClockRunOptions = {}): Promise<RunSummary> {
    for (;;) {
      const summary = this.#simulation.run(options);
      await promisesSettled();
      if (this.#failure !== null) throw this.#failure;
      const isMoreToDo =
        this.#simulation.clock.queue.size > this.#simulation.clock.queue.backgroundSize;
      if (summary.end === 'paused' || (summary.end === 'idle' && isMoreToDo)) continue;
      return summary;
    }
  }

  #failed(name: string, timeNs: number, error: unknown): void {
    this.#failure ??= new ScriptError(name, timeNs, error);
  }
}

/** A turn of the machine's event loop: every microtask of before has run by then. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
