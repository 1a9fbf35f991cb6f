// TypeScript modules of a scenario's own, in simulated time.
export {
  type ScriptArrival,
  type ScriptContext,
  type ScriptDatagram,
  scriptContext,
} from './scriptContext.js';
export { ScriptError } from './scriptError.js';
export { type ScriptFunction, ScriptRealm } from './scriptRealm.js';
export { isOurError, thrownText } from './thrown.js';
