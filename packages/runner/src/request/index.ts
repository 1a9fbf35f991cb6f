// Runs as plain data, which can be sent to wherever they happen.
export { unlessGivenUp } from './givenUp.js';
export type {
  CheckedRequest,
  CheckedResult,
  GivenUpRequest,
  RequestFile,
  RequestScript,
  RunChoices,
  RunRequest,
  RunResult,
} from './request.js';
export { type RequestReading, requestOf } from './requestOf.js';
export { type RunPorts, runRequest } from './runRequest.js';
