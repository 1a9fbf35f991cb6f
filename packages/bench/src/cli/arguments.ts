import { parseArgs } from 'node:util';
import type { BenchmarkFamily, BenchmarkOptions, ObserverKind, RouteKind } from '../benchmark.js';

/** What the command line asks for. */
export interface CommandLine {
  /** Benchmarks by name and options, in the order in which they are run. */
  readonly jobs: readonly Job[];
  /** Timed runs of each. */
  readonly runs: number;
  /** One line of JSON for each in place of a table. */
  readonly json: boolean;
  /** A quick run that fails only where something is out of all proportion. */
  readonly smoke: boolean;
  /** File of a saved run to compare with. */
  readonly compare: string | null;
  /** File to which this run is saved. */
  readonly save: string | null;
  readonly help: boolean;
}

/** One benchmark to be run. */
export interface Job {
  readonly family: string;
  readonly options: BenchmarkOptions;
}

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'usage';
}

const DEFAULT_RUNS = 5;
const ROUTE_KINDS: readonly RouteKind[] = ['rule', 'computed'];
const OBSERVER_KINDS: readonly ObserverKind[] = ['none', 'events', 'capture'];
const NUMBERS = ['routers', 'packets', 'hosts', 'size', 'pending', 'flows', 'seconds'] as const;

const OPTIONS = {
  routers: { type: 'string' },
  packets: { type: 'string' },
  hosts: { type: 'string' },
  size: { type: 'string' },
  pending: { type: 'string' },
  flows: { type: 'string' },
  seconds: { type: 'string' },
  routes: { type: 'string' },
  observer: { type: 'string' },
  runs: { type: 'string' },
  json: { type: 'boolean' },
  smoke: { type: 'boolean' },
  compare: { type: 'string' },
  save: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments; throws a {@link UsageError}. */
export function readArguments(
  argv: readonly string[],
  families: readonly BenchmarkFamily[],
): CommandLine {
  const { values, positionals } = parsed(argv);
  const options = optionsOf(values);
  const chosen = positionals.length === 0 ? families.map(({ name }) => name) : positionals;
  return {
    jobs: chosen.flatMap((name) => jobsOf(familyNamed(name, families), options)),
    runs: positiveInteger('runs', values.runs) ?? DEFAULT_RUNS,
    json: values.json ?? false,
    smoke: values.smoke ?? false,
    compare: values.compare ?? null,
    save: values.save ?? null,
    help: values.help ?? false,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parsed>['values'];

function optionsOf(values: Values): BenchmarkOptions {
  const numbers = NUMBERS.map((name) => [name, positiveInteger(name, values[name])] as const);
  return {
    ...Object.fromEntries(numbers.filter(([, value]) => value !== undefined)),
    ...oneOf('routes', values.routes, ROUTE_KINDS),
    ...oneOf('observer', values.observer, OBSERVER_KINDS),
  };
}

/** The members of a family, or the one that the options describe. */
function jobsOf(family: BenchmarkFamily, options: BenchmarkOptions): Job[] {
  const { packets, seconds, ...choosing } = options;
  const chosen = Object.keys(choosing).length > 0;
  return (chosen ? [options] : family.members).map((member) => ({
    family: family.name,
    options: {
      ...member,
      ...(packets === undefined ? {} : { packets }),
      ...(seconds === undefined ? {} : { seconds }),
    },
  }));
}

function familyNamed(name: string, families: readonly BenchmarkFamily[]): BenchmarkFamily {
  const family = families.find((each) => each.name === name);
  if (family !== undefined) return family;
  const names = families.map((each) => each.name).join(', ');
  throw new UsageError(`no benchmark is named "${name}"; there are ${names}`);
}

function positiveInteger(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`--${name} takes a positive integer, not "${text}"`);
}

function oneOf<Name extends string, Kind extends string>(
  name: Name,
  text: string | undefined,
  kinds: readonly Kind[],
): { [Key in Name]?: Kind } {
  if (text === undefined) return {};
  const kind = kinds.find((each) => each === text);
  if (kind === undefined) throw new UsageError(`--${name} takes ${kinds.join(' or ')}`);
  return { [name]: kind } as { [Key in Name]?: Kind };
}
