import type { Context } from '../../context/context.js';
import type { WrittenScenario } from '../../schema/generated/writtenScenario.js';
import type { OutputFile, OutputInputs } from './define/output.js';
import {
  OUTPUT_KINDS,
  OUTPUTS,
  type OutputKind,
  type ScenarioOutputs,
  type SinkName,
} from './index.js';

/** What a run writes. */
export function normaliseOutputs(
  written: WrittenScenario['outputs'],
  inputs: OutputInputs,
  context: Context,
): ScenarioOutputs {
  const values = OUTPUT_KINDS.map(
    (kind) => [kind, OUTPUTS[kind].normalise(written ?? {}, inputs, context)] as const,
  );
  return Object.fromEntries(values) as ScenarioOutputs;
}

/** A file that a run shall write. */
export interface WantedFile extends OutputFile {
  /** As the report names it. */
  readonly kind: OutputKind;
  /** As the options of a run name it. */
  readonly sink: SinkName;
}

/** The files that a run shall write, in the order of the reference. */
export function wantedFiles(outputs: ScenarioOutputs, scenarioName: string): WantedFile[] {
  return OUTPUT_KINDS.flatMap((kind) => {
    const file = fileOf(kind, outputs[kind], scenarioName);
    return file === null ? [] : [{ kind, sink: OUTPUTS[kind].sink, ...file }];
  });
}

function fileOf<Kind extends OutputKind>(
  kind: Kind,
  value: ScenarioOutputs[Kind],
  scenarioName: string,
): OutputFile | null {
  return value === null ? null : OUTPUTS[kind].file(value, scenarioName);
}

/** Outputs that a scenario asks for itself. */
export function askedOutputs(outputs: ScenarioOutputs): OutputKind[] {
  return OUTPUT_KINDS.filter(
    (kind) => outputs[kind] !== null && !(OUTPUTS[kind].isDefault ?? false),
  );
}
