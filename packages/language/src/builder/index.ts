// A scenario written in TypeScript.
export {
  type BuiltSource,
  type LinkSettings,
  type NetworkGroups,
  ScenarioBuilder,
  type ScenarioSettings,
} from './scenarioBuilder.js';
