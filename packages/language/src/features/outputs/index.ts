// What a run can write. What writes it stands in run.ts.
import type { OutputFeature } from './define/output.js';
import { EVENTS } from './events/index.js';
import { PCAPNG } from './pcapng/index.js';
import { SERIES } from './series/index.js';

/** Every output, by its key, in the order of the reference. */
const LIST = {
  pcapng: PCAPNG,
  events: EVENTS,
  series: SERIES,
} as const;

type List = typeof LIST;

/** A kind of output that a scenario can ask for. */
export type OutputKind = keyof List;

/** Each output as it is run. */
export type OutputValues = {
  readonly [Kind in OutputKind]: NonNullable<ReturnType<List[Kind]['normalise']>>;
};

/** What the options of a run call the place of an output. */
export type SinkName = List[OutputKind]['sink'];

/** What a run writes; null: not wanted. */
export type ScenarioOutputs = { readonly [Kind in OutputKind]: OutputValues[Kind] | null };

/** The same list: an output under another key than its own is an error of types. */
export const OUTPUTS: {
  readonly [Kind in OutputKind]: OutputFeature<Kind, SinkName, OutputValues[Kind]>;
} = LIST;

export const OUTPUT_KINDS: readonly OutputKind[] = Object.keys(OUTPUTS).filter(isOutputKind);

function isOutputKind(kind: string): kind is OutputKind {
  return Object.hasOwn(OUTPUTS, kind);
}
