import { parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { INVARIANTS } from '../properties/index.js';

/** What the command line asks for. */
export interface FuzzArguments {
  /** null: as many as time allows. */
  readonly runs: number | null;
  readonly seconds: number | null;
  /** null: a fresh one. */
  readonly seed: number | null;
  readonly property: string | null;
  readonly path: string | null;
  readonly out: string;
  readonly shrink: boolean;
  readonly help: boolean;
  readonly list: boolean;
}

/** How to use it. */
export const USAGE = `usage: npm run fuzz -- [options]

  --runs N         scenarios to try (default 1000; no limit with --seconds)
  --seconds S      how long to go on
  --seed N         where random scenarios come from (default: a fresh one, which is printed)
  --property NAME  look for one invariant alone
  --path P         only the scenario that a failure was found with (needs its --seed and --property)
  --out FOLDER     where failures are written (default fuzz-failures)
  --no-shrink      write a failure as it was found
  --list           names of the invariants, and what they mean
  --help           this text

Ctrl-C ends it with what was found by then. Exit codes: 0 nothing found, 1 an invariant is violated,
2 wrong options, 130 ended by Ctrl-C before anything was found.
`;

/** A command line that cannot be meant. */
export class ArgumentsError extends Error {
  override readonly name = 'ArgumentsError';
  readonly code = 'wrong-arguments';
}

/** Reads the command line. Throws an {@link ArgumentsError} that says what is wrong. */
export function readArguments(argv: readonly string[]): FuzzArguments {
  const { values } = parse(argv);
  const { property, path } = values;
  if (property !== undefined && !INVARIANTS.some(({ name }) => name === property)) {
    const nearest = closest(
      property,
      INVARIANTS.map(({ name }) => name),
    );
    const mend = `did you mean ${nearest}? --list shows all`;
    throw new ArgumentsError(`--property ${property}: there is no invariant of this name; ${mend}`);
  }
  if (path !== undefined && (values.seed === undefined || property === undefined)) {
    throw new ArgumentsError(
      `--path ${path}: it means something only with the --seed and --property of the failure`,
    );
  }
  return {
    runs: numberOf('runs', values.runs, 1),
    seconds: numberOf('seconds', values.seconds, 1),
    seed: numberOf('seed', values.seed, 0),
    property: property ?? null,
    path: numberOf('path', path, 0)?.toString() ?? null,
    out: values.out ?? 'fuzz-failures',
    shrink: !(values['no-shrink'] ?? false),
    help: values.help ?? false,
    list: values.list ?? false,
  };
}

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS = {
  runs: TEXT,
  seconds: TEXT,
  seed: TEXT,
  property: TEXT,
  path: TEXT,
  out: TEXT,
  'no-shrink': FLAG,
  help: FLAG,
  list: FLAG,
};

function parse(argv: readonly string[]) {
  try {
    // A number below zero would be taken for an option, and not be told what is wrong with it.
    return parseArgs({ args: joinedNegatives(argv), options: OPTIONS });
  } catch (error) {
    throw new ArgumentsError(error instanceof Error ? error.message : String(error));
  }
}

/** `--runs -5` as `--runs=-5`. */
function joinedNegatives(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of argv) {
    const before = joined.at(-1);
    if (/^-\d/.test(word) && before?.startsWith('--')) joined.push(`${joined.pop()}=${word}`);
    else joined.push(word);
  }
  return joined;
}

/** Seeds are numbers of 32 bits with a sign, none of them below zero here. */
const LARGEST = 2 ** 31 - 1;

function numberOf(name: string, value: string | undefined, smallest: number): number | null {
  if (value === undefined) return null;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= smallest && number <= LARGEST) return number;
  throw new ArgumentsError(
    `--${name} ${value}: expected a whole number from ${smallest} to ${LARGEST}`,
  );
}
