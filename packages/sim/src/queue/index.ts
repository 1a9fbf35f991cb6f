// Queues in front of the rate stage of link directions.
export { assertQueue, QueueSpecError } from './assertQueue.js';
export { createQueueDiscipline } from './createQueueDiscipline.js';
export type {
  QueueDiscipline,
  QueueDisciplineFactory,
  QueueDisciplineParts,
} from './queueDiscipline.js';
export { QueuedRateStage, type QueuedRateStageParts } from './queuedRateStage.js';
export type {
  CodelQueueSpec,
  FifoQueueSpec,
  FqCodelQueueSpec,
  PriorityBandSpec,
  PriorityQueueSpec,
  QueueSpec,
  RedQueueSpec,
} from './queueSpec.js';
