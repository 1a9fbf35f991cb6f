// Queues in front of the rate stage of link directions.
export type { CodelQueueSpec } from './codelQueue.js';
export type { FifoQueueSpec } from './fifoQueue.js';
export type { FqCodelQueueSpec } from './fqCodelQueue.js';
export type { PriorityBandSpec, PriorityQueueSpec } from './priorityQueue.js';
export type {
  QueueDiscipline,
  QueueDisciplineFactory,
  QueueDisciplineParts,
} from './queueDiscipline.js';
export {
  assertQueue,
  createQueueDiscipline,
  type QueueSpec,
  type QueueSpecs,
} from './queueDisciplines.js';
export { QueuedRateStage, type QueuedRateStageParts } from './queuedRateStage.js';
export { QueueSpecError } from './queueSpecError.js';
export type { RedQueueSpec } from './redQueue.js';
