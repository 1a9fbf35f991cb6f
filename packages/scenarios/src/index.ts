// The scenario language: from a file to a run and what came of it. A map; nothing else stands here.

export * from './addressing/index.js'; // which NIC gets which address
export { makeFolder } from './cli/makeFolder.js'; // a folder for results
export * from './expect/index.js'; // what must be true of a run
export * from './import/index.js'; // topologies from files
export type * from './language/document.js'; // a scenario as it is run
export * from './load/index.js'; // from a file to a scenario, with every mistake at its place
export * from './run/index.js'; // from a scenario to its result
export type { WrittenScenario } from './schema/generated/writtenScenario.js'; // a scenario as it is written
export * from './script/index.js'; // TypeScript modules in simulated time
