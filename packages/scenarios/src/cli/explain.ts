import { addressNames } from '@packetloom/language';
import { expectationNamesOf } from '@packetloom/language/internal';
import {
  eventRecord,
  explainText,
  followPacket,
  type PacketStep,
  type PacketTrace,
  type RunOptions,
  readPacketName,
  styleFor,
  tracePacket,
} from '@packetloom/runner';
import { unlessGivenUp } from '@packetloom/runner/internal';
import { runScenario } from '../script/runScenario.js';
import type { CliEnvironment } from './cliEnvironment.js';
import { givenUpProblem, type Problem } from './givenUpProblem.js';
import type { LoadedInput } from './inputs.js';

/** What is explained, and how. */
export interface ExplainOptions {
  /** What stands behind --explain. */
  readonly packet: string;
  readonly json: boolean;
  readonly run: RunOptions;
}

/** Tells the life of a datagram. The result: what is wrong with its name, why the run was given up, or null. */
export function explain(
  { scenario, file }: LoadedInput,
  { packet, json, run }: ExplainOptions,
  { stdout, environment }: CliEnvironment,
): Problem | null {
  const name = readPacketName(packet, expectationNamesOf(scenario.document));
  if ('problem' in name) return { message: name.problem };
  const attempt = unlessGivenUp(scenario, () =>
    followPacket(name, (options) => runScenario(scenario, { ...run, ...options })),
  );
  if (attempt.kind === 'given-up') return givenUpProblem(attempt, { file, scenario });
  const followed = attempt.value;
  if ('problem' in followed) return { message: followed.problem };
  const { identity, steps, segment, endNs } = followed;
  const trace = tracePacket(identity, steps, addressNames(scenario.plan), segment);
  if (json) stdout.write(explainJson(file, identity, trace, steps));
  else stdout.write(explainText(trace, endNs, styleFor(stdout, environment)));
  return null;
}

function explainJson(
  file: string,
  identity: number,
  { packets, ends }: PacketTrace,
  steps: readonly PacketStep[],
): string {
  const events = steps.map(({ event, into }) => ({
    ...eventRecord(event),
    ...(into === null ? {} : { into }),
  }));
  const description = ends.map(({ timeNs, where, what }) => ({ timeNs, where, what }));
  return `${JSON.stringify({ explain: { file, identity, packets, ends: description, events } })}\n`;
}
