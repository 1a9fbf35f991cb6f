// The packet filter: its rules, the command lines that give them, and what became of a check.

export { CONNECTION_STATES, type ConnectionState } from './connectionState.js';
export {
  applyIptables,
  type IptablesCommand,
  parseIptables,
} from './iptablesSyntax.js';
export type { IptablesSyntaxError } from './iptablesWords.js';
export { PacketFilter, type PacketFilterOptions } from './packetFilter.js';
export {
  type ChainPolicy,
  FILTER_TABLES,
  type FilterError,
  type FilterMatch,
  type FilterRule,
  type FilterTableName,
  type FilterTarget,
  HOOKS,
  type HookName,
  type PortRange,
} from './rule.js';
