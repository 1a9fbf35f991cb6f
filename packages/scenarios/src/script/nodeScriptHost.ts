import type { ScriptHost } from '@packetloom/runner';
import { NodeScriptRealm } from './nodeScriptRealm.js';
import { isOurError } from './ourErrors.js';

/** Runs scripts in a realm of node:vm. */
export const nodeScriptHost: ScriptHost = {
  makeRealm: (simulation, log) => new NodeScriptRealm(simulation, log),
  isOurError,
};
