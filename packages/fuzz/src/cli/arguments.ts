import { parseArgs } from 'node:util';

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
  --property NAME  look for one promise alone
  --path P         begin at a failure that was found (with its --seed and --property)
  --out FOLDER     where failures are written (default fuzz-failures)
  --no-shrink      write a failure as it was found
  --list           names of the promises, and what they mean
`;

/** A command line that cannot be meant. */
export class ArgumentsError extends Error {
  override readonly name = 'ArgumentsError';
  readonly code = 'wrong-arguments';
}

/** Reads the command line. Throws an {@link ArgumentsError} that says what is wrong. */
export function readArguments(argv: readonly string[]): FuzzArguments {
  const { values } = parse(argv);
  return {
    runs: numberOf('runs', values.runs),
    seconds: numberOf('seconds', values.seconds),
    seed: numberOf('seed', values.seed),
    property: values.property ?? null,
    path: values.path ?? null,
    out: values.out ?? 'fuzz-failures',
    shrink: !(values['no-shrink'] ?? false),
    help: values.help ?? false,
    list: values.list ?? false,
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: {
        runs: text,
        seconds: text,
        seed: text,
        property: text,
        path: text,
        out: text,
        'no-shrink': flag,
        help: flag,
        list: flag,
      },
    });
  } catch (error) {
    throw new ArgumentsError(error instanceof Error ? error.message : String(error));
  }
}

function numberOf(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  if (!/^\d{1,9}$/.test(value)) {
    throw new ArgumentsError(`--${name} ${value}: expected a whole number up to 999999999`);
  }
  return Number(value);
}
