// What people and programs read of runs.
export { diagnosticLine, diagnosticText } from './diagnosticText.js';
export {
  type Artifacts,
  type FinishedRun,
  type GeneralError,
  jsonErrors,
  jsonReport,
} from './jsonReport.js';
export { PLAIN, type Style, styleFor } from './style.js';
export {
  closingLine,
  failureReport,
  type ReportedScenario,
  reportBody,
  reportHead,
} from './textReport.js';
