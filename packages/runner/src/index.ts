// From a document to what came of it. It runs in browsers, too.

export { eventRecord } from './events/index.js';
export * from './expectations/index.js';
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
  closingLine,
  diagnosticText,
  type FinishedRun,
  failureReport,
  jsonErrors,
  jsonReport,
  reportBody,
  reportHead,
} from './report/index.js';
export * from './request/index.js';
export * from './run/index.js';
export * from './script/index.js';
export { styleFor } from './text/style.js';
export { VERSION } from './version.js';
