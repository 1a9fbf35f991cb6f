// From a scenario to what came of it.

export { RunawayError } from '../limits/index.js';
export {
  fragmentText,
  icmpErrorText,
  type MissingPacket,
  packetText,
  type Timeline,
  type TimelineEntry,
} from '../observe/index.js';
export type {
  AddressConflictResult,
  AppResult,
  LinkResult,
  NodeResult,
  ScenarioResult,
  SegmentResult,
} from './result.js';
export {
  type RunnableScenario,
  type RunOptions,
  type RunPhase,
  runScenario,
} from './runScenario.js';
export { runUnobserved, type UnobservedRun } from './runUnobserved.js';
