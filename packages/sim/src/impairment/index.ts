// What links do to packets besides taking time: netem's impairments.
export { assertImpairments, ImpairmentSpecError } from './assertImpairments.js';
export type { DelayModel, DelayModelFactory } from './delayModel.js';
export { MAX_TABLE_VALUE, MAX_TABLE_VALUES, MIN_TABLE_VALUE } from './deviation.js';
export { ImpairedPath, type ImpairedPathContext } from './impairedPath.js';
export {
  IMPAIRMENTS,
  type ImpairmentSpec,
  type JitterDistribution,
  type JitterTable,
  type LossSpec,
} from './impairmentSpec.js';
export { createDelayModel } from './jitteredDelay.js';
export { createLossModel } from './loss/createLossModel.js';
export type { LossModel, LossModelFactory } from './lossModel.js';
export { naturalLogarithm } from './naturalLogarithm.js';
