import type { DelayModelFactory, LossModelFactory } from '../impairment/index.js';
import type { QueueDisciplineFactory } from '../queue/index.js';
import type { OwnedRandom } from '../random/index.js';

/** What makes the models of link directions, and where these draw their random numbers. */
export interface LinkModels {
  /** Streams of an owner, which for a direction is `link/NAME/forward` or `link/NAME/reverse`. */
  readonly random: OwnedRandom;
  readonly lossModel: LossModelFactory;
  readonly delayModel: DelayModelFactory;
  readonly queueDiscipline: QueueDisciplineFactory;
}
