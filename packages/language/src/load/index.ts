// From a text to a scenario, with every mistake at its place.
export { type LoadResult, loadScenario, type ScenarioSource } from './loadScenario.js';
