import type { Context } from '../../../context/context.js';
import type { Endpoint } from '../../../document/endpoint.js';
import type { SelectorReading } from '../../../document/seriesColumn.js';
import type { WrittenScenario } from '../../../schema/generated/writtenScenario.js';
import type { Definitions, JsonSchema } from '../../define/jsonSchema.js';
import type { SchemaPart } from '../../define/schemaPart.js';

/** What outputs are about. */
export interface OutputInputs {
  /** In the order of the scenario. */
  readonly nics: readonly Endpoint[];
  readonly nodeNames: ReadonlySet<string>;
  /** What a selector, such as `link.tail.forward.queue`, stands for. */
  readonly resolve: (selector: string) => SelectorReading;
  /** null: the scenario ends when nothing is left to happen. */
  readonly stopNs: number | null;
}

/** The mapping `outputs`, as it is written. */
export type WrittenOutputs = NonNullable<WrittenScenario['outputs']>;

/** A file: its name up to its ending, which is numbered if it is there already. */
export interface OutputFile {
  readonly stem: string;
  readonly ending: string;
}

/** Something that a run writes: a key of `outputs`, and what is written under it. Its other half is an `OutputRun`. */
export interface OutputFeature<Kind extends keyof WrittenOutputs, Sink extends string, Value> {
  /** The key under which it stands; the report calls the file so, too. */
  readonly kind: Kind;
  /** What the options of a run call the place where it goes. */
  readonly sink: Sink;
  /** Whether it is written without being asked for, wherever there is a place for it. */
  readonly isDefault?: boolean;
  /** What stands under the key. */
  readonly schema: JsonSchema;
  /** Keys of `outputs` that go with it. */
  readonly keys?: Definitions;
  /** Mappings that its schema refers to, by their names. */
  readonly parts?: Readonly<Record<string, SchemaPart>>;
  /** What is written, as it is run; null: it is not wanted. What is wrong goes into the findings. */
  readonly normalise: (
    written: WrittenOutputs,
    inputs: OutputInputs,
    context: Context,
  ) => Value | null;
  /** What its file is called. */
  readonly file: (value: Value, scenarioName: string) => OutputFile;
}

/** An output, for the list in `features/outputs/index.ts`. */
export function defineOutput<Kind extends keyof WrittenOutputs, Sink extends string, Value>(
  output: OutputFeature<Kind, Sink, Value>,
): OutputFeature<Kind, Sink, Value> {
  return output;
}

/** A file that may have a name of its own. Files of one name are numbered in front of the ending: `queue-2.csv`. */
export function fileNamed(file: string | null, stem: string, ending: string): OutputFile {
  if (file === null) return { stem, ending };
  const dot = file.lastIndexOf('.');
  return dot > 0
    ? { stem: file.slice(0, dot), ending: file.slice(dot) }
    : { stem: file, ending: '' };
}
