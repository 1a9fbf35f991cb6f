import { CodelQueue, type CodelQueueSpec, checkCodel } from './codelQueue.js';
import { checkFifo, FifoQueue, type FifoQueueSpec } from './fifoQueue.js';
import { checkFqCodel, FqCodelQueue, type FqCodelQueueSpec } from './fqCodelQueue.js';
import { checkPriority, makePriority, type PriorityQueueSpec } from './priorityQueue.js';
import type { QueueDiscipline, QueueDisciplineContext } from './queueDiscipline.js';
import { impossible } from './queueSpecError.js';
import { checkRed, RedQueue, type RedQueueSpec } from './redQueue.js';

/** What each queue discipline is made from. */
export interface QueueSpecs {
  readonly fifo: FifoQueueSpec;
  readonly red: RedQueueSpec;
  readonly codel: CodelQueueSpec;
  readonly 'fq-codel': FqCodelQueueSpec;
  readonly priority: PriorityQueueSpec;
}

type Kind = keyof QueueSpecs;

/** How packets wait for the rate stage of a link direction. */
export type QueueSpec = QueueSpecs[Kind];

/**
 * What is impossible about each: one that is missing is an error of types. Apart from makers, which checks do not
 * need.
 */
const CHECKS: { readonly [One in Kind]: (spec: QueueSpecs[One]) => void } = {
  fifo: checkFifo,
  red: checkRed,
  codel: checkCodel,
  'fq-codel': checkFqCodel,
  priority: (spec) => checkPriority(spec, assertQueue),
};

/** What makes each: one that is missing is an error of types. */
const MAKERS: {
  readonly [One in Kind]: (
    spec: QueueSpecs[One],
    context: QueueDisciplineContext,
  ) => QueueDiscipline;
} = {
  fifo: (spec, context) => new FifoQueue(spec, context),
  red: (spec, context) => new RedQueue(spec, context),
  codel: (spec, context) => new CodelQueue(spec, context),
  'fq-codel': (spec, context) => new FqCodelQueue(spec, context),
  priority: (spec, context) => makePriority(spec, context, createQueueDiscipline),
};

/** Throws a `QueueSpecError` that names what is impossible about a queue. */
export function assertQueue(spec: QueueSpec): void {
  if (!Object.hasOwn(CHECKS, spec.kind)) {
    throw impossible(`a queue of the kind "${String(spec.kind)}"`);
  }
  check(spec.kind, spec);
}

function check<One extends Kind>(kind: One, spec: QueueSpecs[One]): void {
  CHECKS[kind](spec);
}

/** The built-in queue disciplines. */
export function createQueueDiscipline(
  spec: QueueSpec,
  context: QueueDisciplineContext,
): QueueDiscipline {
  return make(spec.kind, spec, context);
}

function make<One extends Kind>(
  kind: One,
  spec: QueueSpecs[One],
  context: QueueDisciplineContext,
): QueueDiscipline {
  return MAKERS[kind](spec, context);
}
