// Modules that a scenario names under `script`: TypeScript, bundled with what they import, and run with
// simulated timers in the place of the machine's.
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Simulation } from '@packetloom/sim';

/** What a function of a script is given. */
export interface ScriptContext {
  /** The simulation: hosts, links, the clock, the bus. */
  readonly simulation: Simulation;
  /** Tells something: a line of the timeline. */
  log(text: string): void;
}

/** A function that a scenario may call at a time of its choice. */
export type ScriptFunction = (context: ScriptContext) => unknown;

/** A mistake in a script, with its place where that is known. */
export interface ScriptProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A script that is ready to run. */
export interface ScriptModule {
  /** Names of the functions that it exports. */
  readonly functions: ReadonlyMap<string, ScriptFunction>;
}

/** Globals of a script that are not those of the machine. */
const REPLACED = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Date',
  'performance',
  'Math',
  'setImmediate',
] as const;

interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

interface BuildError {
  readonly errors: readonly { readonly text: string; readonly location: Location | null }[];
}

/**
 * Bundles a script and runs its top level. `setTimeout`, `setInterval`, `Date`, `performance` and
 * `Math.random`, its own and those of all it imports (RxJS's operators, say), are the simulation's.
 */
export async function loadScript(
  file: string,
  simulation: Simulation,
): Promise<ScriptModule | { readonly problems: readonly ScriptProblem[] }> {
  const code = await bundle(file);
  if (typeof code !== 'string') return { problems: code };
  try {
    return { functions: functionsOf(evaluate(code, file, simulation)) };
  } catch (error) {
    return { problems: [{ file, line: 1, column: 1, message: messageOf(error) }] };
  }
}

/** What went wrong, in a line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

async function bundle(file: string): Promise<string | ScriptProblem[]> {
  // Most runs have no script: its compiler is loaded when one does.
  const { build } = await import('esbuild');
  const ownPackages = new URL('../../node_modules', import.meta.url).pathname;
  const simPackages = new URL('../../../sim/node_modules', import.meta.url).pathname;
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      absWorkingDir: dirname(file),
      nodePaths: [ownPackages, simPackages],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      target: 'es2023',
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    return problemsOf(error, file);
  }
}

function problemsOf(error: unknown, file: string): ScriptProblem[] {
  const errors = (error as Partial<BuildError>).errors ?? [];
  if (errors.length === 0) return [{ file, line: 1, column: 1, message: messageOf(error) }];
  return errors.map(({ text, location }) => ({
    file: location?.file ?? file,
    line: location?.line ?? 1,
    column: (location?.column ?? 0) + 1,
    message: text,
  }));
}

/** Runs the bundle in a function whose parameters hide the globals of the machine. */
function evaluate(code: string, file: string, simulation: Simulation): object {
  const { timers } = simulation;
  const random = simulation.random.forOwner('script').stream('Math.random');
  const replacements: Readonly<Record<(typeof REPLACED)[number], unknown>> = {
    setTimeout: timers.setTimeout.bind(timers),
    clearTimeout: timers.clearTimeout.bind(timers),
    setInterval: timers.setInterval.bind(timers),
    clearInterval: timers.clearInterval.bind(timers),
    Date: timers.Date,
    performance: timers.performance,
    Math: Object.create(Math, { random: { value: () => random.below(2 ** 53) / 2 ** 53 } }),
    setImmediate: (callback: () => void) => timers.setTimeout(callback, 0),
  };
  const module = { exports: {} };
  const run = compileFunction(code, ['module', 'exports', ...REPLACED], { filename: file });
  run(module, module.exports, ...REPLACED.map((name) => replacements[name]));
  return module.exports;
}

function functionsOf(exports: object): Map<string, ScriptFunction> {
  const functions = new Map<string, ScriptFunction>();
  for (const [name, value] of Object.entries(exports)) {
    if (typeof value === 'function') functions.set(name, (context) => value(context));
  }
  return functions;
}
