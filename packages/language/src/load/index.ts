// From a text to a scenario, with every mistake at its place.
export {
  type LoadPhase,
  type LoadResult,
  loadScenario,
  type ScenarioSource,
} from './loadScenario.js';
