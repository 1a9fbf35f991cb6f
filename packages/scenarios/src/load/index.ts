// From a file to a scenario, with every mistake at its place.
export {
  type Diagnostic,
  type DocumentPath,
  diagnosticOf,
  wholeFileDiagnostic,
} from './diagnostic.js';
export { type LoadResult, loadScenario, type ScenarioSource } from './loadScenario.js';
export { type LoadPermissions, loadScenarioFile } from './loadScenarioFile.js';
export type { Sibling } from './sibling.js';
