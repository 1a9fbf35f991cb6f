import { type FuzzResult, fuzz } from '../fuzz.js';
import { INVARIANTS, propertiesFor } from '../properties/index.js';
import { ArgumentsError, type FuzzArguments, readArguments, USAGE } from './arguments.js';
import { Progress } from './progress.js';
import { counted, report, written } from './report.js';

/** What the command line needs of the machine. */
export interface CommandPorts {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Whether errors and progress go to a terminal. */
  readonly isTerminal: boolean;
  readonly nowMs: () => number;
  /** Whether the user wants it to end. */
  readonly isInterrupted: () => boolean;
}

const DEFAULT_RUNS = 1000;
const FOUND = 1;
const WRONG_ARGUMENTS = 2;
/** As shells say it of a process that SIGINT ended. */
const INTERRUPTED = 130;

/**
 * Runs the command; the result is the exit code: 0 nothing found, 1 found, 2 wrong arguments, 130 interrupted before
 * anything was found.
 */
export async function fuzzCommand(argv: readonly string[], ports: CommandPorts): Promise<number> {
  try {
    const asked = readArguments(argv);
    if (asked.help) ports.print(USAGE);
    else if (asked.list) ports.print(listing());
    else return await run(asked, ports);
    return 0;
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    ports.printError(`${error.message}\n\n${USAGE}`);
    return WRONG_ARGUMENTS;
  }
}

async function run(asked: FuzzArguments, ports: CommandPorts): Promise<number> {
  const { print, printError, nowMs, isInterrupted } = ports;
  const began = nowMs();
  const seconds = () => ((nowMs() - began) / 1000).toFixed(1);
  const seed = asked.seed ?? began % 1_000_000_000;
  const limit = asked.runs ?? (asked.seconds === null ? DEFAULT_RUNS : Number.POSITIVE_INFINITY);
  printError(`fuzz: seed ${seed}\n`);
  const progress = new Progress(ports);
  const { runs, failure } = await withoutLine(progress, () =>
    fuzz({
      properties: propertiesFor(asked.property),
      only: asked.property,
      seed,
      shrink: asked.shrink,
      runs: limit,
      mayGoOn: () => asked.seconds === null || nowMs() - began < asked.seconds * 1000,
      isInterrupted,
      ...(asked.path === null ? {} : { path: asked.path }),
      onProgress: (done) => progress.update(counted(done)),
      onFound: (name, tries) =>
        progress.update(`${name} is broken; making it smaller, try ${tries}`),
    }),
  );
  if (failure !== null) {
    print(
      report(failure, runs, seconds(), isInterrupted()) + written(failure, asked.out, printError),
    );
    return FOUND;
  }
  const isEarly = isInterrupted();
  const end = `${counted(runs)} in ${seconds()} s, nothing found (seed ${seed})`;
  print(isEarly ? `interrupted after ${end}\n` : `${end}\n`);
  return isEarly ? INTERRUPTED : 0;
}

async function withoutLine(
  progress: Progress,
  work: () => Promise<FuzzResult>,
): Promise<FuzzResult> {
  try {
    return await work();
  } finally {
    progress.end();
  }
}

function listing(): string {
  return INVARIANTS.map(({ name, meaning }) => `${name}\n  ${meaning}\n`).join('');
}
