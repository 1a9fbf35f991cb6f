import type { SimulationEventType } from '@packetloom/sim';

/** A file of events. */
export interface EventsOutput {
  /** null: named after the scenario. */
  readonly file: string | null;
  /** null: events of all types. */
  readonly kinds: readonly SimulationEventType[] | null;
  /** null: events of all nodes and links. */
  readonly nodes: readonly string[] | null;
}
