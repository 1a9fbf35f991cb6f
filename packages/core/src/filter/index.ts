// The packet filter: its rules, and what became of a check.
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
