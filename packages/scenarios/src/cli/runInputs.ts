import { resolve } from 'node:path';
import {
  type FinishedRun,
  jsonReport,
  type RunChoices,
  reportBody,
  reportHead,
  runRequest,
  styleFor,
} from '@packetloom/runner';
import { closingLine, diagnosticText, failureReport } from '@packetloom/runner/internal';
import { nodeScriptHost } from '../script/nodeScriptHost.js';
import type { Arguments } from './arguments.js';
import { beginArtifacts } from './artifacts.js';
import type { CliEnvironment } from './cliEnvironment.js';
import { givenUpProblem, type Problem } from './givenUpProblem.js';
import type { LoadedInput } from './inputs.js';
import { OutFolder } from './outFolder.js';
import { Progress } from './progress.js';

/**
 * Runs scenarios one after the other and reports on each; whether all of them passed, or why one was given up, and
 * none was run behind it.
 */
export function runInputs(
  inputs: readonly LoadedInput[],
  options: Arguments,
  world: CliEnvironment,
): boolean | Problem {
  const { stdout, stderr, environment, temporaryFiles } = world;
  const notice = (text: string) => void stderr.write(`scenario: ${text}\n`);
  const out =
    options.out === undefined
      ? null
      : new OutFolder(resolve(world.folder, options.out), options.out, { notice, temporaryFiles });
  const style = styleFor(stdout, environment);
  const full = !options.json && !options.quiet;
  const limit = limitsOf(options);
  const { run = 0 } = options;
  const runs: FinishedRun[] = [];
  for (const [index, input] of inputs.entries()) {
    const seed = options.seed ?? input.scenario.document.seed;
    const reported = { ...input.scenario, seed, run, parameters: options.set };
    if (!options.quiet) showWarnings(input, world);
    if (full) stdout.write(`${index > 0 ? '\n' : ''}${reportHead(reported, style)}`);
    const timeline = full && (options.control ? 'with-control' : true);
    const finished = runInput(input, { seed, run, timeline, ...limit }, out, world);
    if (!('result' in finished)) return finished;
    runs.push({ ...finished, parameters: options.set });
    if (full) stdout.write(reportBody(reported, finished, style));
    else if (!options.json) stdout.write(failureReport(finished, style));
  }
  if (options.json) stdout.write(jsonReport(runs));
  else if (full && runs.length > 1) stdout.write(`\n${closingLine(runs, style)}`);
  return runs.every(({ result }) => result.passed);
}

/** Some minutes of work: more than runs have that are meant, unless their user says so. */
const DEFAULT_MAX_EVENTS = 100_000_000;

/** Limits of runs; that of memory as far as it is given. */
export function limitsOf({
  maxEvents = DEFAULT_MAX_EVENTS,
  maxPacketBytes,
}: Arguments): Pick<RunChoices, 'maxEvents' | 'maxPacketBytes'> {
  return { maxEvents, ...(maxPacketBytes === undefined ? {} : { maxPacketBytes }) };
}

function showWarnings({ scenario }: LoadedInput, { stderr, environment }: CliEnvironment): void {
  const style = styleFor(stderr, environment);
  for (const warning of scenario.warnings) stderr.write(`${diagnosticText(warning, style)}\n`);
}

function runInput(
  input: LoadedInput,
  choices: RunChoices,
  out: OutFolder | null,
  { stderr, nowMs }: CliEnvironment,
): FinishedRun | Problem {
  const { file, scenario } = input;
  const { document, plan, warnings } = scenario;
  const artifacts = beginArtifacts(document, out);
  const progress = new Progress(stderr, document.name, nowMs);
  const onProgress = (nowNs: number, events: number) => {
    artifacts.check();
    progress.report(nowNs, events);
  };
  const request = { scenario: { document, plan }, ...choices };
  const ports = { ...artifacts.sinks, scriptHost: nodeScriptHost, onProgress };
  try {
    const outcome = runRequest(request, ports);
    if (outcome.kind === 'finished') {
      return { file, result: outcome.result, artifacts: artifacts.keep(), warnings };
    }
    artifacts.discard();
    return givenUpProblem(outcome, input);
  } catch (error) {
    artifacts.discard();
    throw error;
  } finally {
    progress.end();
  }
}
