import type { AddressPlan, AppScope, ScenarioDocument, ScriptEvent } from '@packetloom/language';
import type { Simulation } from '@packetloom/sim';
import {
  NoScriptHostError,
  type ScriptContext,
  ScriptError,
  type ScriptFunction,
  type ScriptHost,
  type ScriptRealm,
  scriptContext,
} from '../script/index.js';

/** What the scripts of a scenario are run with. */
export interface ScenarioScriptsOptions {
  readonly simulation: Simulation;
  readonly plan: AddressPlan;
  /** null: scripts cannot run. */
  readonly host: ScriptHost | null;
  /** Read when a script does. */
  readonly apps: () => Readonly<Record<string, AppScope>>;
  /** Takes what scripts tell. */
  readonly add: (text: string) => void;
}

/** The scripts of a scenario: their top levels have run, and their functions can be called. */
export class ScenarioScripts {
  readonly #simulation: Simulation;
  readonly #realm: ScriptRealm;
  readonly #context: ScriptContext;
  readonly #functions = new Map<string, ReadonlyMap<string, ScriptFunction>>();

  constructor(events: readonly ScriptEvent[], host: ScriptHost, options: ScenarioScriptsOptions) {
    const { simulation, plan, apps, add: log } = options;
    this.#simulation = simulation;
    const realm = host.makeRealm(simulation, log);
    this.#realm = realm;
    this.#context = scriptContext({ simulation, plan, apps, log, realm });
    for (const event of events) this.#load(event);
  }

  /** Calls the function of an event. Throws a `ScriptError`. */
  call({ source, export: name }: Pick<ScriptEvent, 'source' | 'export'>): void {
    const call = this.#functions.get(source.file)?.get(name);
    if (call === undefined) throw new Error(`${source.file} was not loaded`);
    const { bus, nowNs: timeNs } = this.#simulation;
    bus.publish({ type: 'scripted', timeNs, name: `${baseNameOf(source.file)} ${name}` });
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
    const position = { file, line: 1, column: 1 };
    throw new ScriptError(position, null, new TypeError(`its export '${name}' is no function`));
  }
}

/** The scripts that a scenario runs; null if there are none. Throws a `NoScriptHostError` where they cannot run. */
export function scriptsOf(
  { events }: ScenarioDocument,
  options: ScenarioScriptsOptions,
): ScenarioScripts | null {
  const calls = events.filter((event) => event.kind === 'script');
  const [first] = calls;
  if (first === undefined) return null;
  if (options.host === null) throw new NoScriptHostError(first.source.file);
  return new ScenarioScripts(calls, options.host, options);
}

/** The last name of a path, whichever way its folders are parted. */
function baseNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
