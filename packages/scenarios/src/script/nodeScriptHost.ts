import type { ScriptHost } from '@packetloom/runner';
import { isHostRealmError } from './hostRealmError.js';
import { NodeScriptRealm } from './nodeScriptRealm.js';

/** Runs scripts in a realm of node:vm. */
export const nodeScriptHost: ScriptHost = {
  makeRealm: (simulation, log) => new NodeScriptRealm(simulation, log),
  isHostRealmError,
};
