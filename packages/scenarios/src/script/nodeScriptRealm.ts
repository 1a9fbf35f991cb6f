// Where scripts run: a realm of JavaScript of its own, in which time is the simulation's. Its promises are
// settled when we say so, so that a run with scripts needs no help of the machine's event loop.
import { compileFunction, createContext, Script } from 'node:vm';
import type { ScriptPosition, ScriptSource } from '@packetloom/language';
import { ScriptError, type ScriptFunction, type ScriptRealm } from '@packetloom/runner';
import { valueText } from '@packetloom/runner/internal';
import { type Simulation, SubscriberError } from '@packetloom/sim';
import { isHostRealmError } from './hostRealmError.js';
import { scriptPositionOf } from './scriptPosition.js';

/** Turns of scripts at one instant from which on we believe that it will never end. */
const MAX_TURNS_PER_INSTANT = 250_000;

type Fail = (error: unknown) => void;

/** Calls a function of the realm inside of it, and tells of a promise that it gives back and that fails. */
type Caller = (work: () => unknown, fail: Fail) => void;

const CALLER = `
  const result = work();
  if (typeof result?.then === 'function') result.then(undefined, (error) => fail(error));
`;

const QUEUE_MICROTASK = 'globalThis.queueMicrotask = (work) => { Promise.resolve().then(work); };';

/** The realm of all scripts of a simulation. */
export class NodeScriptRealm implements ScriptRealm {
  readonly #simulation: Simulation;
  readonly #realm = createContext({}, { microtaskMode: 'afterEvaluate' });
  readonly #settle = new Script('0');
  readonly #call: Caller;
  readonly #sources: ScriptSource[] = [];
  #failure: ScriptError | null = null;
  #instantNs = -1;
  #turns = 0;

  /** `log` is where `console.log` goes. */
  constructor(simulation: Simulation, log: (text: string) => void) {
    this.#simulation = simulation;
    this.#provide(log);
    const options = { parsingContext: this.#realm };
    this.#call = compileFunction(CALLER, ['work', 'fail'], options) as Caller;
  }

  /** Runs the top level of a script; the functions that it exports. Throws a `ScriptError`. */
  load(source: ScriptSource): ReadonlyMap<string, ScriptFunction> {
    this.#sources.push(source);
    const module = { exports: {} };
    this.enter(() => {
      compileFunction(source.code, ['module', 'exports'], {
        parsingContext: this.#realm,
        filename: source.file,
      })(module, module.exports);
    });
    let exported: [string, unknown][] = [];
    this.enter(() => {
      exported = Object.entries<unknown>(module.exports);
    });
    return new Map(
      exported.flatMap(([name, value]) =>
        typeof value === 'function' ? [[name, (argument) => value(argument)]] : [],
      ),
    );
  }

  /**
   * Runs something of a script, and everything that its promises bring about at this instant. What it
   * throws, or a promise of it, comes out as a `ScriptError`.
   */
  enter(work: () => unknown): void {
    this.#simulation.timers.toPresent();
    try {
      this.#call(work, (error) => this.#failed(error));
    } catch (error) {
      this.#failed(error);
    }
    this.#settle.runInContext(this.#realm);
    if (this.#failure !== null) throw this.#failure;
  }

  /**
   * What came out of a run, as a `ScriptError` if a script threw it: one that is called by what it has
   * been given of the simulation, and not by us. Null if no script did: it is an error of ours.
   */
  blame(error: unknown): ScriptError | null {
    const isOurs = isHostRealmError(error);
    if (isOurs && error instanceof ScriptError) return error;
    const cause = isOurs && error instanceof SubscriberError ? error.cause : error;
    const position = scriptPositionOf(cause, this.#sources);
    if (position !== null) return this.#errorAt(position, cause);
    return isHostRealmError(cause) ? null : this.#errorAt(this.#somewhere(), cause);
  }

  /**
   * To be called when a script comes to its turn: by a timer, or since something happened, however much it was.
   * Turns that bring about each other without delay never let time go on: a `ScriptError`.
   */
  beginTurn(): void {
    const { nowNs } = this.#simulation;
    if (nowNs !== this.#instantNs) {
      this.#instantNs = nowNs;
      this.#turns = 0;
    }
    this.#turns += 1;
    if (this.#turns <= MAX_TURNS_PER_INSTANT) return;
    const message = `scripts ran ${MAX_TURNS_PER_INSTANT} times at one instant and time stands still: some timer or answer needs a delay`;
    throw this.#errorAt(this.#somewhere(), new RangeError(message));
  }

  #failed(error: unknown): void {
    this.#failure ??= this.blame(error) ?? this.#errorAt(this.#somewhere(), error);
  }

  #somewhere(): ScriptPosition {
    return { file: this.#sources[0]?.file ?? 'script', line: 1, column: 1 };
  }

  #errorAt(position: ScriptPosition, error: unknown): ScriptError {
    const { nowNs, clock } = this.#simulation;
    return new ScriptError(position, clock.events === 0 ? null : nowNs, error);
  }

  /** Everything that a realm lacks, and the clocks and chances that scripts shall not have. */
  #provide(log: (text: string) => void): void {
    const { timers } = this.#simulation;
    const random = this.#simulation.random.forOwner('script').stream('Math.random');
    const print = (...values: unknown[]) => log(values.map(valueText).join(' '));
    const later =
      (arm: (work: () => void, delayMs?: number) => number) =>
      (work: (...rest: unknown[]) => unknown, delayMs?: number, ...rest: unknown[]) =>
        arm(() => {
          this.beginTurn();
          this.enter(() => work(...rest));
        }, delayMs);
    Object.assign(this.#realm, {
      setTimeout: later((work, delayMs) => timers.setTimeout(work, delayMs)),
      setInterval: later((work, delayMs) => timers.setInterval(work, delayMs)),
      setImmediate: later((work) => timers.setTimeout(work, 0)),
      clearTimeout: (id: number | undefined) => timers.clearTimeout(id),
      clearInterval: (id: number | undefined) => timers.clearInterval(id),
      clearImmediate: (id: number | undefined) => timers.clearTimeout(id),
      Date: timers.Date,
      performance: timers.performance,
      console: { log: print, info: print, warn: print, error: print, debug: print },
      TextEncoder,
      TextDecoder,
      structuredClone,
      random: () => random.below(2 ** 53) / 2 ** 53,
    });
    new Script(
      `Math.random = globalThis.random; delete globalThis.random; ${QUEUE_MICROTASK}`,
    ).runInContext(this.#realm);
  }
}
