import type { Context } from '../../context/context.js';
import type { ScenarioLink } from '../../document/document.js';
import type { Field } from '../../fields/types/field.js';
import type { ScenarioEvent as WrittenEvent } from '../../schema/generated/writtenScenario.js';
import type { JsonSchema } from './jsonSchema.js';
import type { SchemaPart } from './schemaPart.js';

/** What is known of an app besides what its own mapping says. */
export interface AppInputs {
  readonly name: string;
  readonly atNs: number;
  readonly nodeNames: ReadonlySet<string>;
  /** Nodes without a link have no address. */
  readonly isLinked: (node: string) => boolean;
  readonly nicsOf: (node: string) => ReadonlySet<string>;
  readonly links: ReadonlyMap<string, ScenarioLink>;
  /** Links by name, those that were cut out as wrong included. */
  readonly linkNames: ReadonlySet<string>;
  /** null: the scenario ends when nothing is left to happen. */
  readonly stopNs: number | null;
}

/** An app as it is run. */
export interface AppEventBase<Kind extends string> {
  readonly kind: Kind;
  readonly name: string;
  readonly atNs: number;
}

/** What expressions see of every app. */
export interface AppScopeBase<Kind extends string> {
  readonly kind: Kind;
  readonly begun: boolean;
  readonly finished: boolean;
  readonly sent: number;
  readonly failures: readonly string[];
}

/** What the mapping of an app holds, as the schema allows. */
export type WrittenApp<Kind extends keyof WrittenEvent> = NonNullable<WrittenEvent[Kind]>;

/**
 * An app of the language: a key of events, what is written under it, what that means, and what can be asked of it.
 * What makes it run is its other half; see `defineAppRun`.
 */
export interface App<Kind extends keyof WrittenEvent, Event, Scope> {
  /** The key under which it stands in an event. */
  readonly kind: Kind;
  /** What it is called in messages, with its article: `a ping`. */
  readonly what: string;
  readonly schema: JsonSchema;
  /** A part of a scenario that shows it, for the reference. */
  readonly example?: string;
  /** Whether nodes have to speak TCP for it. Default no. */
  readonly speaksTcp?: (written: WrittenApp<Kind>) => boolean;
  /** Mappings inside of it, by the names that its schema refers to. */
  readonly parts?: Readonly<Record<string, SchemaPart>>;
  /** What is written, as it is run; what contradicts itself goes into the findings. */
  readonly normalise: (written: WrittenApp<Kind>, about: AppInputs, context: Context) => Event;
  /** What can be asked of it: from these its shape in expectations, `--json`, series and the reference are made. */
  readonly fields: readonly Field<Scope>[];
  /** Names that a scenario gives to entries of its fields, such as those of receivers. */
  readonly names?: (event: Event) => readonly string[];
  /** What is seen of it before it begins. */
  readonly idle: Scope;
}

/** An app, for the list in `features/apps/index.ts`. */
export function defineApp<
  Kind extends keyof WrittenEvent,
  Event extends AppEventBase<Kind>,
  Scope extends AppScopeBase<Kind>,
>(app: App<Kind, Event, Scope>): App<Kind, Event, Scope> {
  return app;
}
