// From a document to what came of it. It runs in browsers, too.

export { eventRecord } from '@packetloom/language/run';
export { ExpectationLimitError, type ExpectationOutcome } from './expectations/index.js';
export {
  explainText,
  followPacket,
  type PacketStep,
  type PacketTrace,
  readPacketName,
  tracePacket,
} from './explain/index.js';
export {
  type Artifacts,
  type FinishedRun,
  jsonReport,
  reportBody,
  reportHead,
} from './report/index.js';
export {
  type CheckedRequest,
  type CheckedResult,
  type RequestFile,
  type RequestReading,
  type RequestScript,
  type RunChoices,
  type RunPorts,
  type RunRequest,
  type RunResult,
  requestOf,
  runRequest,
} from './request/index.js';
export {
  type AddressConflictResult,
  type AppResult,
  type LinkResult,
  type MissingPacket,
  type NodeResult,
  RunawayError,
  type RunnableScenario,
  type RunOptions,
  type RunPhase,
  runScenario,
  type ScenarioResult,
  type SegmentResult,
  type Timeline,
  type TimelineEntry,
} from './run/index.js';
export {
  NoScriptHostError,
  type ScriptArrival,
  type ScriptContext,
  type ScriptDatagram,
  ScriptError,
  type ScriptFunction,
  type ScriptHost,
  type ScriptRealm,
} from './script/index.js';
export { styleFor } from './text/style.js';
export { VERSION } from './version.js';
