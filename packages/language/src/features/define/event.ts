import type { Context } from '../../context/context.js';
import type { ScenarioLink, ScenarioSegment } from '../../document/document.js';
import type { IptablesLine } from '../../document/filterRules.js';
import type { ScenarioEvent as WrittenEvent } from '../../schema/generated/writtenScenario.js';
import type { Definitions, JsonSchema } from './jsonSchema.js';
import type { SchemaPart } from './schemaPart.js';

/** What events happen to. */
export interface EventInputs {
  readonly nodeNames: ReadonlySet<string>;
  readonly links: ReadonlyMap<string, ScenarioLink>;
  /** Links by name, those that were cut out as wrong included. */
  readonly linkNames: ReadonlySet<string>;
  readonly segments: ReadonlyMap<string, ScenarioSegment>;
  /** Segments by name, those that were cut out as wrong included. */
  readonly segmentNames: ReadonlySet<string>;
  readonly nicsOf: (node: string) => ReadonlySet<string>;
  /** Reads rules of packet filters; what is none goes into the findings. */
  readonly filters: { read(list: readonly string[]): readonly IptablesLine[] };
}

/** An event as it is run. */
export interface EventBase<Kind extends string> {
  readonly kind: Kind;
  readonly atNs: number;
}

/** An event as it is written, with what stands under the key that says what happens. */
export interface Written<Key extends keyof WrittenEvent> {
  readonly event: WrittenEvent;
  readonly detail: NonNullable<WrittenEvent[Key]>;
  readonly atNs: number;
}

/**
 * Something that happens at a time and is no app: a key of events, what is written under it, and what that means.
 * What makes it happen is its other half; see `EventRun`.
 */
export interface EventFeature<Key extends keyof WrittenEvent, Event> {
  /** The key under which it stands in an event. */
  readonly key: Key;
  /** What stands under the key. */
  readonly schema: JsonSchema;
  /** Keys of an event that it cannot do without. */
  readonly needs?: readonly (keyof WrittenEvent)[];
  /** Keys of an event that go with it alone. */
  readonly keys?: Definitions;
  /** Mappings that its schema refers to, by their names. */
  readonly parts?: Readonly<Record<string, SchemaPart>>;
  /** What is written, as it is run; null if what is wrong with it, which goes into the findings, leaves nothing. */
  readonly normalise: (
    written: Written<Key>,
    inputs: EventInputs,
    context: Context,
  ) => Event | null;
}

/** An event, for the list in `features/events/index.ts`. */
export function defineEvent<Key extends keyof WrittenEvent, Event extends EventBase<string>>(
  event: EventFeature<Key, Event>,
): EventFeature<Key, Event> {
  return event;
}
