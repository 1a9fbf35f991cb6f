import type { QueueSpecs } from '@packetloom/sim';
import type { Queue as WrittenQueue } from '../../schema/generated/writtenScenario.js';
import type { Definitions } from './jsonSchema.js';

/** A queue that is written as a mapping. */
export type QueueMapping = Exclude<WrittenQueue, string>;

/** What may wait. */
export interface QueueLimit {
  readonly limitPackets?: number;
  readonly limitBytes?: number;
}

/** A queue discipline of the language: what is written, and what that means. Its algorithm is in packages/sim. */
export interface QueueFeature<Kind extends keyof QueueSpecs> {
  /** The value of `kind`. */
  readonly kind: Kind;
  /** What else it is called, as by tc. */
  readonly otherNames?: readonly string[];
  /** What stands behind its name in the reference: `(RFC 8289)`. */
  readonly about: string;
  /** Keys that no discipline before it in the list has. */
  readonly keys?: Definitions;
  /** Keys that it understands, beside `kind`. */
  readonly may: readonly (keyof QueueMapping)[];
  /** Those that it cannot do without. */
  readonly must?: readonly (keyof QueueMapping)[];
  /** What is written, as it is run. */
  readonly normalise: (written: QueueMapping, limit: QueueLimit) => QueueSpecs[Kind];
}

/** A queue discipline, for the list in `features/queues/index.ts`. */
export function defineQueue<Kind extends keyof QueueSpecs>(
  queue: QueueFeature<Kind>,
): QueueFeature<Kind> {
  return queue;
}
