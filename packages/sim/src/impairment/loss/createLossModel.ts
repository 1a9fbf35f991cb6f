import type { UniformStream } from '../../random/index.js';
import type { LossSpec } from '../impairmentSpec.js';
import type { LossModel } from '../lossModel.js';
import { BurstLoss } from './burstLoss.js';
import { FourStateLoss } from './fourStateLoss.js';
import { GilbertElliottLoss } from './gilbertElliottLoss.js';
import { IndependentLoss } from './independentLoss.js';
import { NumberedLoss } from './numberedLoss.js';
import { PredicateLoss } from './predicateLoss.js';

/** The built-in loss models. */
export function createLossModel(spec: LossSpec, stream: UniformStream): LossModel {
  switch (spec.kind) {
    case 'independent':
      return new IndependentLoss(spec, stream);
    case 'gilbert-elliott':
      return new GilbertElliottLoss(spec, stream);
    case 'four-state':
      return new FourStateLoss(spec, stream);
    case 'burst':
      return new BurstLoss(spec, stream);
    case 'packets':
      return new NumberedLoss(spec);
    case 'predicate':
      return new PredicateLoss(spec);
  }
}
