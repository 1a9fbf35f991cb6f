import { Command, CommanderError } from 'commander';
import { jsonReport } from './report/json.js';
import { closingLine, failureText, skippedText, totalsOf } from './report/text.js';
import { verboseText } from './report/verbose.js';
import { KNOWN_LINUX_FAILURES } from './run/knownFailures.js';
import { type Outcome, runSuite } from './run/runSuite.js';
import { shippedVectorFiles } from './shippedVectors.js';
import { KNOWN_TCP_FAILURES } from './tcp/knownFailures.js';
import { type LocatedVector, readVectors } from './vector/readVectors.js';

/** Where a run writes to. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Exit codes. */
const ALL_PASSED = 0;
const SOME_FAILED = 1;
const BAD_INPUT = 2;

const PROFILES = ['netstack', 'standard', 'linux'];

interface Options {
  readonly profile?: string;
  readonly grep?: string;
  readonly json?: true;
  readonly list?: true;
  readonly verbose?: true;
  readonly leaveOutKnown?: true;
}

/** Runs the command line; returns the exit code: 0, 1 if a vector failed, 2 on bad input. */
export async function main(args: readonly string[], output: Output): Promise<number> {
  const command = describeCommand(output);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ALL_PASSED : BAD_INPUT;
    throw error;
  }
  const options = command.opts<Options>();
  const faults = faultsOf(options);
  if (faults !== null) return refuse(output, faults);
  const files = command.args.length > 0 ? command.args : await shippedVectorFiles();
  const read = await readAll(files);
  if (typeof read === 'string') return refuse(output, read);
  for (const warning of read.warnings) output.error(`${warning}\n`);
  const pattern = options.grep === undefined ? null : new RegExp(options.grep);
  const matching = read.vectors.filter(({ vector }) => pattern?.test(vector.name) ?? true);
  const chosen = options.leaveOutKnown === true ? withoutKnown(matching, output) : matching;
  if (chosen.length === 0) return refuse(output, 'no vector to run');
  return options.list === true ? list(chosen, output) : run(chosen, read.warnings, options, output);
}

function describeCommand(output: Output): Command {
  return new Command('conformance')
    .description('Runs conformance vectors against the IPv4 stack, on simulated time.')
    .argument('[files...]', 'vectors: .jsonl, .jsonl.gz or .jsonl.br (default: those that ship)')
    .option('--profile <name>', `${PROFILES.join(', ')} (default: that of the recorded stack)`)
    .option('--grep <pattern>', 'only vectors whose name matches this regular expression')
    .option('--json', 'one JSON document instead of text')
    .option('--list', 'list the names of the vectors, run nothing')
    .option('--leave-out-known', 'leave out the vectors that are known to fail, and say how many')
    .option('--verbose', 'everything about each vector: expected and got, field by field')
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.error });
}

function faultsOf({ profile, grep }: Options): string | null {
  if (profile !== undefined && !PROFILES.includes(profile)) {
    return `--profile: expected one of ${PROFILES.join(', ')}, found ${profile}`;
  }
  try {
    if (grep !== undefined) new RegExp(grep);
  } catch (error) {
    return `--grep: ${error instanceof Error ? error.message : String(error)}`;
  }
  return null;
}

function refuse(output: Output, message: string): number {
  output.error(`${message}\n`);
  return BAD_INPUT;
}

interface AllVectors {
  readonly vectors: readonly LocatedVector[];
  readonly warnings: readonly string[];
}

/** Every vector of these files, or why there are none. */
async function readAll(files: readonly string[]): Promise<AllVectors | string> {
  const vectors: LocatedVector[] = [];
  const warnings: string[] = [];
  for (const file of files) {
    const content = await readVectors(file);
    if ('code' in content) return content.message;
    for (const located of content.vectors) vectors.push(located);
    for (const warning of content.warnings) warnings.push(warning);
  }
  return { vectors, warnings };
}

/** A list of vectors that are known to fail, and the file that it stands in. */
const KNOWN = [
  { file: 'tcp/knownFailures.ts', names: new Set(KNOWN_TCP_FAILURES) },
  {
    file: 'run/knownFailures.ts',
    names: new Set(KNOWN_LINUX_FAILURES.flatMap(({ vectors }) => vectors)),
  },
];

/** What is left without the vectors that are known to fail. Tells of those that pass all the same. */
function withoutKnown(vectors: readonly LocatedVector[], output: Output): readonly LocatedVector[] {
  let left = vectors;
  for (const { file, names } of KNOWN) {
    const known = left.filter(({ vector }) => names.has(vector.name));
    left = left.filter(({ vector }) => !names.has(vector.name));
    if (known.length > 0) {
      output.error(`${known.length} left out: known to fail, listed in ${file}\n`);
    }
    for (const { status, located } of runSuite(known)) {
      if (status !== 'passed') continue;
      output.error(`${located.vector.name} passes: take it out of ${file}\n`);
    }
  }
  return left;
}

function list(vectors: readonly LocatedVector[], output: Output): number {
  for (const { vector } of vectors) output.out(`${vector.name}\n`);
  return ALL_PASSED;
}

function run(
  vectors: readonly LocatedVector[],
  warnings: readonly string[],
  options: Options,
  output: Output,
): number {
  const { profile, verbose = false, json = false } = options;
  const outcomes: Outcome[] = [];
  for (const outcome of runSuite(vectors, { profile, observed: verbose })) {
    outcomes.push(outcome);
    if (json) continue;
    if (verbose) output.out(`${verboseText(outcome)}\n`);
    else if (outcome.status === 'failed') output.out(`${failureText(outcome)}\n`);
  }
  const totals = totalsOf(outcomes);
  if (json) output.out(`${jsonReport(outcomes, warnings)}\n`);
  else output.out(`${skippedText(outcomes)}${closingLine(totals)}\n`);
  return totals.failed > 0 ? SOME_FAILED : ALL_PASSED;
}
