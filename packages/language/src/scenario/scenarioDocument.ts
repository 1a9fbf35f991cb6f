import type { SimulationEventType } from '@packetloom/sim';
import type {
  AddressPool,
  Routing,
  ScenarioLink,
  ScenarioNode,
  ScenarioSegment,
} from '../document/document.js';
import type { Endpoint } from '../document/endpoint.js';
import type { SeriesColumn } from '../document/seriesColumn.js';
import { type AppEvent, isAppKind } from '../features/apps/index.js';
import type { ChangeEvent } from '../features/events/index.js';

/**
 * A scenario as it is run, however it was written down: short forms expanded, defaults filled in,
 * imported nodes and links included, quantities as integers of the unit that their name ends with.
 * Names that it mentions exist.
 */
export interface ScenarioDocument {
  readonly name: string;
  /** Empty if the file has none. */
  readonly description: string;
  readonly seed: number;
  /** null: when nothing is left to happen. */
  readonly stopNs: number | null;
  /** What clocks show at scenario time 0, in milliseconds since 1970. */
  readonly epochMs: number;
  readonly addressing: AddressPool;
  readonly routing: Routing;
  /** Imported ones first, then in the order of the file; names are unique. */
  readonly nodes: readonly ScenarioNode[];
  /** Imported ones first, then in the order of the file; names are unique. */
  readonly links: readonly ScenarioLink[];
  /** In the order of the file; names are unique, those of links included. */
  readonly segments: readonly ScenarioSegment[];
  /** In the order of the file; of the same time, the first happens first. */
  readonly events: readonly ScenarioEvent[];
  readonly expectations: readonly ScenarioExpectation[];
  readonly outputs: ScenarioOutputs;
}

/** Something that happens at a time. Those with a name are apps, which expectations can ask. */
export type ScenarioEvent = AppEvent | ChangeEvent;

/** Something that must be true of the run, or must not. */
export interface ScenarioExpectation {
  /**
   * `that`: true at a time. `never`: not true at any time. `eventually`: true at some time until then.
   */
  readonly kind: 'that' | 'never' | 'eventually';
  /** In CEL; it was checked, so it has no mistake that can be seen before time starts. */
  readonly expression: string;
  readonly because: string | null;
  /** The time of `that`, or until which `eventually` waits. null: the end of the run. */
  readonly atNs: number | null;
}

/** What a run writes. */
export interface ScenarioOutputs {
  /** NICs to capture at. */
  readonly pcapng: readonly Endpoint[];
  /** Whether captures tell which datagram each packet is, and why packets are dropped. */
  readonly comments: boolean;
  /** null: no file of events. */
  readonly events: EventsOutput | null;
  /** null: no time series. */
  readonly series: SeriesOutput | null;
}

/** A file of events. */
export interface EventsOutput {
  /** null: named after the scenario. */
  readonly file: string | null;
  /** null: events of all types. */
  readonly kinds: readonly SimulationEventType[] | null;
  /** null: events of all nodes and links. */
  readonly nodes: readonly string[] | null;
}

/** A file of values over time. */
export interface SeriesOutput {
  /** null: named after the scenario. */
  readonly file: string | null;
  readonly everyNs: number;
  readonly columns: readonly SeriesColumn[];
}

/** Whether an event is an app. */
export function isApp(event: ScenarioEvent): event is AppEvent {
  return isAppKind(event.kind);
}
