// Scenarios in Node: the language and the runner, with files and scripts. A map; nothing else stands here.

export * from '@packetloom/language'; // from a text to a scenario, with every mistake at its place
export * from '@packetloom/runner'; // from a scenario to its result
export { makeFolder } from './cli/makeFolder.js'; // a folder for results
export { type LoadPermissions, loadScenarioFile, requestOfFile } from './files/loadScenarioFile.js'; // scenario files
export { bundleScript, siblingPath } from './script/bundleScript.js'; // TypeScript modules as one script
export { nodeScriptHost } from './script/nodeScriptHost.js'; // where scripts run
export { runScenario } from './script/runScenario.js'; // a run with scripts
