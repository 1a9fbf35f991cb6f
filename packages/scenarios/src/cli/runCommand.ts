import { styleFor } from '@packetloom/runner';
import { diagnosticText, jsonErrors } from '@packetloom/runner/internal';
import { type Arguments, parseArguments } from './arguments.js';
import type { CliEnvironment } from './cliEnvironment.js';
import { explain } from './explain.js';
import { gallery } from './gallery.js';
import type { Problem } from './givenUpProblem.js';
import { type LoadedInput, readInputs } from './inputs.js';
import { invocationOf } from './invocation.js';
import { OutputError } from './outputError.js';
import { limitsOf, runInputs } from './runInputs.js';

/** All expectations held. */
const EXIT_PASSED = 0;
/** An expectation failed, or a packet is unaccounted for. */
const EXIT_FAILED = 1;
/** Something is wrong with the input. */
const EXIT_BAD_INPUT = 2;

/** Runs the command; the result is its exit code. */
export function runCommand(words: readonly string[], world: CliEnvironment): number {
  try {
    return run(words, world);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    return badInput([{ message: error.message }], words.includes('--json'), world);
  }
}

function run(words: readonly string[], world: CliEnvironment): number {
  const invocation = invocationOf(world.environment);
  const parsed = parseArguments(words, invocation);
  if (parsed.kind === 'show') {
    world.stdout.write(parsed.text);
    return EXIT_PASSED;
  }
  if (parsed.kind === 'error') {
    const hint = `${invocation.words} --help shows what there is`;
    return badInput([{ message: parsed.message }], words.includes('--json'), world, hint);
  }
  const { options } = parsed;
  if (options.list) return list(options, world);
  const { loaded, errors, more } = readInputs(options.files, world.folder, {
    scripts: options.allowScripts,
    parameters: options.set,
  });
  if (errors.length > 0) {
    const left = more > 0 ? `… and ${more} more` : '';
    return badInput(errors, options.json, world, left);
  }
  if (options.explain !== undefined) return explained(loaded, options.explain, options, world);
  const outcome = runInputs(loaded, options, world);
  if (typeof outcome === 'object') return badInput([outcome], options.json, world);
  return outcome ? EXIT_PASSED : EXIT_FAILED;
}

function explained(
  [input]: readonly LoadedInput[],
  packet: string,
  options: Arguments,
  world: CliEnvironment,
): number {
  if (input === undefined) throw new Error('there is always a scenario');
  const { json, seed, run: number = 0 } = options;
  const draws = { run: number, ...(seed === undefined ? {} : { seed }) };
  const run = { ...draws, ...limitsOf(options) };
  const problem = explain(input, { packet, json, run }, world);
  return problem === null ? EXIT_PASSED : badInput([problem], json, world);
}

function badInput(
  errors: readonly Problem[],
  json: boolean,
  { stdout, stderr, environment }: CliEnvironment,
  last = '',
): number {
  const style = styleFor(stderr, environment);
  for (const error of errors) {
    const text = 'file' in error ? diagnosticText(error, style) : `scenario: ${error.message}`;
    stderr.write(`${text}\n`);
  }
  if (last !== '') stderr.write(`${last}\n`);
  if (json) stdout.write(jsonErrors(errors));
  return EXIT_BAD_INPUT;
}

function list({ json }: Arguments, { stdout }: CliEnvironment): number {
  const scenarios = gallery();
  if (json) {
    const entries = scenarios.map(({ name, title }) => ({ name, title }));
    stdout.write(`${JSON.stringify({ gallery: entries })}\n`);
    return EXIT_PASSED;
  }
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  for (const { name, title } of scenarios) stdout.write(`${name.padEnd(width)}  ${title}\n`);
  return EXIT_PASSED;
}
