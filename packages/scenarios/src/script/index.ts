// TypeScript modules of a scenario's own, in simulated time.
export {
  loadScript,
  messageOf,
  type ScriptContext,
  type ScriptFunction,
  type ScriptModule,
  type ScriptProblem,
} from './scriptModule.js';
export { ScriptError, ScriptRun } from './scriptRun.js';
