import type { ByteSink } from '@packetloom/sim';
import type { OutputPhase, OutputSurroundings, RunningOutput } from './define/outputRun.js';
import {
  OUTPUT_KINDS,
  OUTPUTS,
  type OutputKind,
  type ScenarioOutputs,
  type SinkName,
} from './index.js';
import { OUTPUT_RUNS } from './run.js';

/** Where outputs go: one without a place is not written. */
export type OutputSinks = { readonly [Name in SinkName]?: ByteSink };

/** Begins the outputs of a phase. */
export function beginOutputs(
  phase: OutputPhase,
  outputs: ScenarioOutputs,
  sinks: OutputSinks,
  surroundings: Omit<OutputSurroundings, 'sink'>,
): RunningOutput[] {
  return OUTPUT_KINDS.flatMap((kind) => {
    const sink = sinks[OUTPUTS[kind].sink];
    if (sink === undefined || OUTPUT_RUNS[kind].phase !== phase) return [];
    return begun(kind, outputs[kind], { ...surroundings, sink });
  });
}

function begun<Kind extends OutputKind>(
  kind: Kind,
  value: ScenarioOutputs[Kind],
  surroundings: OutputSurroundings,
): RunningOutput[] {
  return value === null ? [] : [OUTPUT_RUNS[kind].begin(value, surroundings)];
}
