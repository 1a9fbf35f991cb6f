// Scenarios in Node: the language and the runner, with files and scripts. A map; nothing else stands here.

export type {
  AppScope,
  Diagnostic,
  ScenarioDocument,
  WrittenScenario,
} from '@packetloom/language';
export {
  jsonReport,
  RunawayError,
  type RunOptions,
  type RunRequest,
  type RunResult,
  runRequest,
  type ScenarioResult,
  type ScriptArrival,
  type ScriptContext,
  type ScriptDatagram,
} from '@packetloom/runner';
export { makeFolder } from './cli/makeFolder.js'; // a folder for results
export { type LoadPermissions, loadScenarioFile, requestOfFile } from './files/loadScenarioFile.js'; // scenario files
export { bundleScript, siblingPath } from './script/bundleScript.js'; // TypeScript modules as one script
export { nodeScriptHost } from './script/nodeScriptHost.js'; // where scripts run
export { runScenario } from './script/runScenario.js'; // a run with scripts
