import type { WrittenScenario } from '@packetloom/language';
import { runScenario } from '@packetloom/scenarios';
import type { FuzzFailure } from './fuzz.js';
import { loadText } from './observe/recording.js';
import { scenarioYaml } from './observe/scenarioYaml.js';

/** A failure as a scenario file that anybody can run. */
export interface FailureFile {
  readonly name: string;
  readonly text: string;
}

/** Octets make messages long. */
const MAX_MESSAGE_LENGTH = 300;

/** The command that finds a failure again. */
export function replayCommand({ finding, seed, path }: FuzzFailure): string {
  return `npm run fuzz -- --property ${finding.name} --seed ${seed} --path ${path}`;
}

/** Writes a failure down, with an expectation that fails. */
export function failureFile(failure: FuzzFailure, folder = 'fuzz-failures'): FailureFile {
  const { finding, seed } = failure;
  const scenario = stopped(failure);
  const name = `${finding.name}-${seed}.yaml`;
  const file = `${folder}/${name}`;
  const { expectation, isNearest } = failingExpectation(failure);
  const [firstLine = ''] = finding.message.split('\n');
  const message = firstLine.slice(0, MAX_MESSAGE_LENGTH);
  const lines = [
    `Found by the fuzzer: ${finding.name} is broken.`,
    message,
    `npm run scenario -- ${file}`,
    replayCommand(failure),
    ...(isNearest
      ? [
          'CEL cannot say what is wrong: the expectation below only fails as long as the run goes',
          'exactly as it went. The fuzzer, by the command above, says whether the fault is still there.',
        ]
      : []),
  ];
  const expected: WrittenScenario = {
    ...scenario,
    name: finding.name,
    expect: [{ that: expectation, because: message }],
  };
  const comment = lines.map((line) => `# ${line}\n`).join('');
  return { name, text: comment + scenarioYaml(expected) };
}

/** What never ends is stopped when that has become clear. */
function stopped({ finding: { stopNs }, scenario }: FuzzFailure): WrittenScenario {
  return stopNs === undefined ? scenario : { ...scenario, stop: `${stopNs}ns` };
}

/** What fails: the finding's own expectation, or the number of events as it was. */
function failingExpectation(failure: FuzzFailure) {
  const { expectation, stopNs } = failure.finding;
  const scenario = stopped(failure);
  try {
    // The invariant may be broken where the counts that tell it come out right in the end.
    if (expectation !== undefined && fails(scenario, expectation)) {
      return { expectation, isNearest: false };
    }
    const { events } = runScenario(loadText(scenarioYaml(scenario)));
    if (stopNs !== undefined) return { expectation: `run.events < ${events}`, isNearest: false };
    return { expectation: `run.events != ${events}`, isNearest: true };
  } catch {
    // The run itself breaks off, so that no expectation is needed to fail.
    return { expectation: 'run.unaccounted == 0', isNearest: false };
  }
}

function fails(scenario: WrittenScenario, that: string): boolean {
  const { expectations } = runScenario(loadText(scenarioYaml({ ...scenario, expect: [{ that }] })));
  return expectations.some(({ passed, error }) => !passed && error === null);
}
