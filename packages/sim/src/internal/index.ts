// Not public: what the packages beside this one share with it. It may change in any version.

export { createTrafficPattern, DurationSamples } from '../apps/index.js';
export { isArp, summaryOf, transportOf } from '../bus/index.js';
export { AnnotatedCapture, type AnnotatedCaptureOptions, CaptureTap } from '../capture/index.js';
export { PacketLedger } from '../composition/index.js';
export {
  assertImpairments,
  createDelayModel,
  createLossModel,
  IMPAIRMENTS,
  ImpairedPath,
  type ImpairedPathContext,
  MAX_TABLE_VALUE,
  MAX_TABLE_VALUES,
  MIN_TABLE_VALUE,
  naturalLogarithm,
} from '../impairment/index.js';
export { assertLinkDirection } from '../link/index.js';
export { MulticastTrees } from '../multicast/index.js';
export {
  eventFieldsOf,
  FingerprintRecorder,
  IdealPaths,
  type LinkPeers,
  LinkPeerTable,
  type PacketHolder,
} from '../network/index.js';
export {
  describeDrop,
  dropReason,
  type Probe,
  reasonsWithoutWords,
  type SampleListener,
  TimeSeries,
} from '../observe/index.js';
export {
  assertQueue,
  createQueueDiscipline,
  QueuedRateStage,
  type QueuedRateStageContext,
} from '../queue/index.js';
export type { OwnedRandom, UniformSource, UniformStream } from '../random/index.js';
export {
  accountingOf,
  type RecordedValue,
  RunningHash,
} from '../record/index.js';
export {
  type AttachedPrefix,
  type GraphEdge,
  NO_EDGE,
  type PlannedRoute,
  RoutePlanner,
  type RoutePlannerSpec,
  RoutingGraph,
  type RoutingGraphSpec,
  ShortestPathSearch,
  type ShortestPathTree,
} from '../routing/index.js';
export { DEFAULT_MAC_AGEING_NS, derivedLinkAddress } from '../segment/index.js';
export {
  EventQueue,
  type EventSlot,
  type ScriptTimerId,
  ScriptTimers,
  SimulationScheduler,
} from '../time/index.js';
