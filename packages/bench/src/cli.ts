import { BenchmarkError } from './benchmark.js';
import { families } from './benchmarks/index.js';
import { type CommandLine, readArguments, UsageError } from './cli/arguments.js';
import { measureInChild } from './cli/childProcess.js';
import { FRONT_DOOR_HELP, FRONT_DOOR_TRAFFIC_HELP, helpText } from './cli/help.js';
import type { Output } from './cli/output.js';
import { jsonLine, tableLine } from './cli/report.js';
import { readRun, saveRun } from './cli/savedRun.js';
import { smokeComplaint } from './cli/smoke.js';
import { frontDoor } from './frontDoor/frontDoor.js';
import { frontDoorTraffic } from './frontDoorTraffic/frontDoorTraffic.js';
import type { Measurement } from './measure/measurement.js';

/** What measures scenario files, by name: large ones, and ones with much traffic. */
const SCENARIO_BENCHMARKS = new Map([
  ['front-door', { measure: frontDoor, help: FRONT_DOOR_HELP }],
  ['front-door-traffic', { measure: frontDoorTraffic, help: FRONT_DOOR_TRAFFIC_HELP }],
]);
const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** Runs benchmarks one after the other; returns the exit code. */
export async function main(argv: readonly string[], output: Output): Promise<number> {
  try {
    const scenarios = SCENARIO_BENCHMARKS.get(argv[0] ?? '');
    if (scenarios !== undefined) {
      const words = argv.slice(1);
      if (words.some(isHelp)) output.out(scenarios.help);
      else scenarios.measure(words, output);
      return EXIT_OK;
    }
    const commandLine = readArguments(argv, families);
    if (commandLine.help) {
      output.out(helpText(families));
      return EXIT_OK;
    }
    return await runAll(commandLine, output);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof BenchmarkError)) throw error;
    output.error(`${error.message}\n`);
    return error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
  }
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

async function runAll(commandLine: CommandLine, { out, error }: Output): Promise<number> {
  const { jobs, json, smoke, compare, save } = commandLine;
  const base = compare === null ? new Map<string, Measurement>() : readRun(compare);
  const lineOf = json ? jsonLine : tableLine;
  const runs = smoke ? 1 : commandLine.runs;
  const measurements: Measurement[] = [];
  let complaints = 0;
  for (const job of jobs) {
    const measurement = await measureInChild({ ...job, measure: { runs, warmUp: true } });
    measurements.push(measurement);
    out(lineOf(measurement, base.get(measurement.benchmark)));
    const complaint = smoke ? smokeComplaint(measurement) : null;
    if (complaint === null) continue;
    complaints++;
    error(`${complaint}\n`);
  }
  if (save !== null) saveRun(save, measurements);
  return complaints === 0 ? EXIT_OK : EXIT_FAILED;
}
