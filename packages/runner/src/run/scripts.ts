import { basename } from 'node:path';
import type { AddressPlan, AppScope, ScenarioDocument, ScriptEvent } from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import {
  type ScriptContext,
  ScriptError,
  type ScriptFunction,
  ScriptRealm,
  scriptContext,
} from '../script/index.js';

/** What the scripts of a scenario are run with. */
export interface ScenarioScriptsParts {
  readonly simulation: Simulation;
  readonly plan: AddressPlan;
  /** Read when a script does. */
  readonly apps: () => Readonly<Record<string, AppScope>>;
  /** Takes what scripts tell. */
  readonly tell: (text: string) => void;
}

/** The scripts of a scenario: their top levels have run, and their functions can be called. */
export class ScenarioScripts {
  readonly #simulation: Simulation;
  readonly #realm: ScriptRealm;
  readonly #context: ScriptContext;
  readonly #functions = new Map<string, ReadonlyMap<string, ScriptFunction>>();

  constructor(events: readonly ScriptEvent[], parts: ScenarioScriptsParts) {
    const { simulation, plan, apps, tell: log } = parts;
    this.#simulation = simulation;
    const realm = new ScriptRealm(simulation, log);
    this.#realm = realm;
    this.#context = scriptContext({ simulation, plan, apps, log, realm });
    for (const event of events) this.#load(event);
  }

  /** Calls the function of an event. Throws a `ScriptError`. */
  call({ source, export: name }: ScriptEvent): void {
    const call = this.#functions.get(source.file)?.get(name);
    if (call === undefined) throw new Error(`${source.file} was not loaded`);
    const { bus, nowNs: timeNs } = this.#simulation;
    bus.publish({ type: 'scripted', timeNs, name: `${basename(source.file)} ${name}` });
    this.#realm.enter(() => call(this.#context));
  }

  /** Lets time pass; what a script throws meanwhile comes out as a `ScriptError`. */
  during(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw this.#realm.blame(error) ?? error;
    }
  }

  #load({ source, export: name }: ScriptEvent): void {
    const { file } = source;
    const functions = this.#functions.get(file) ?? this.#realm.load(source);
    this.#functions.set(file, functions);
    if (functions.has(name)) return;
    const place = { file, line: 1, column: 1 };
    throw new ScriptError(place, null, new TypeError(`its export '${name}' is no function`));
  }
}

/** The scripts that a scenario runs; null if there are none. */
export function scriptsOf(
  { events }: ScenarioDocument,
  parts: ScenarioScriptsParts,
): ScenarioScripts | null {
  const calls = events.filter((event) => event.kind === 'script');
  return calls.length === 0 ? null : new ScenarioScripts(calls, parts);
}
