// From a scenario to what came of it.
export type { MissingPacket } from './missingPackets.js';
export type {
  AddressConflictResult,
  AppResult,
  LinkResult,
  NodeResult,
  ScenarioResult,
  SegmentResult,
} from './result.js';
export { RunawayError } from './runGuard.js';
export {
  type RunnableScenario,
  type RunOptions,
  type RunPhase,
  runScenario,
} from './runScenario.js';
export { runUnobserved, type UnobservedRun } from './runUnobserved.js';
export { icmpErrorText, type Timeline, type TimelineEntry } from './timeline.js';
