// What links do to packets besides taking time: netem's impairments.
export { assertImpairments, ImpairmentSpecError } from './assertImpairments.js';
export type { DelayModel, DelayModelFactory } from './delayModel.js';
export { MAX_TABLE_VALUE, MAX_TABLE_VALUES, MIN_TABLE_VALUE } from './deviation.js';
export { ImpairedPath, type ImpairedPathParts } from './impairedPath.js';
export {
  type BurstLossSpec,
  type ChanceSpec,
  type FourStateLossSpec,
  type GilbertElliottLossSpec,
  IMPAIRMENTS,
  type ImpairmentSpec,
  type IndependentLossSpec,
  JITTER_DISTRIBUTIONS,
  type JitterDistribution,
  type JitterSpec,
  type JitterTable,
  type LossSpec,
  type NumberedLossSpec,
  type PredicateLossSpec,
  type ReorderSpec,
  type SlotSpec,
} from './impairmentSpec.js';
export { createDelayModel } from './jitteredDelay.js';
export { createLossModel } from './loss/createLossModel.js';
export type { LossModel, LossModelFactory } from './lossModel.js';
export { naturalLogarithm } from './naturalLogarithm.js';
