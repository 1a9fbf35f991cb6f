// Queues in front of the rate stage of link directions.
export type {
  QueueDiscipline,
  QueueDisciplineContext,
  QueueDisciplineFactory,
} from './queueDiscipline.js';
export {
  assertQueue,
  createQueueDiscipline,
  type QueueSpec,
  type QueueSpecs,
} from './queueDisciplines.js';
export { QueuedRateStage, type QueuedRateStageContext } from './queuedRateStage.js';
export { QueueSpecError } from './queueSpecError.js';
