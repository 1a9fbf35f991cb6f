// From a scenario to what came of it.
export type { MissingPacket } from './missingPackets.js';
export { fragmentText, icmpErrorText, packetText } from './packetText.js';
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
export type { Timeline, TimelineEntry } from './timeline.js';
