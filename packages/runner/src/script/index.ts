// TypeScript modules of a scenario's own, in simulated time.
export {
  type ScriptArrival,
  type ScriptContext,
  type ScriptDatagram,
  scriptContext,
} from './scriptContext.js';
export { ScriptError } from './scriptError.js';
export {
  NoScriptHostError,
  type ScriptFunction,
  type ScriptHost,
  type ScriptRealm,
} from './scriptHost.js';
export { textsOfThrown, thrownText, valueText } from './thrown.js';
