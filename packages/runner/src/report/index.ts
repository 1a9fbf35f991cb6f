// What people and programs read of runs.
export { diagnosticText } from './diagnosticText.js';
export { type Artifacts, type FinishedRun, jsonErrors, jsonReport } from './jsonReport.js';
export { closingLine, failureReport, reportBody, reportHead } from './textReport.js';
