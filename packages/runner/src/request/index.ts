// Runs as plain data, which can be sent to wherever they happen.
export type { RequestFile, RequestScript, RunRequest, RunResult } from './request.js';
export { type RequestReading, type RunChoices, requestOf } from './requestOf.js';
export { type RunPorts, runRequest } from './runRequest.js';
