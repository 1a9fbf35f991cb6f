// The queue disciplines of the language. Their algorithms are in packages/sim/src/queue.
import type { QueueSpecs } from '@packetloom/sim';
import type { QueueFeature } from '../define/queue.js';
import { CODEL } from './codel/index.js';
import { FIFO } from './fifo/index.js';
import { FQ_CODEL } from './fqCodel/index.js';
import { PRIORITY } from './priority/index.js';
import { RED } from './red/index.js';

export type QueueKind = keyof QueueSpecs;

/** Every queue discipline of sim, in the order of the reference: one that is missing is an error of types. */
export const QUEUES: { readonly [Kind in QueueKind]: QueueFeature<Kind> } = {
  fifo: FIFO,
  red: RED,
  codel: CODEL,
  'fq-codel': FQ_CODEL,
  priority: PRIORITY,
};

export const QUEUE_KINDS: readonly QueueKind[] = Object.keys(QUEUES).filter(isQueueKind);

function isQueueKind(kind: string): kind is QueueKind {
  return Object.hasOwn(QUEUES, kind);
}

/** The kind of a queue, whichever of its names is written. */
export function queueKind(name: string): QueueKind {
  const kind = QUEUE_KINDS.find((one) => one === name || QUEUES[one].otherNames?.includes(name));
  return kind ?? 'fifo';
}
