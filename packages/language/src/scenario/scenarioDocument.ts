import type {
  AddressPool,
  Routing,
  ScenarioLink,
  ScenarioNode,
  ScenarioSegment,
} from '../document/document.js';
import { type AppEvent, isAppKind } from '../features/apps/index.js';
import type { ChangeEvent } from '../features/events/index.js';
import type { ScenarioOutputs } from '../features/outputs/index.js';

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

/** Whether an event is an app. */
export function isApp(event: ScenarioEvent): event is AppEvent {
  return isAppKind(event.kind);
}
