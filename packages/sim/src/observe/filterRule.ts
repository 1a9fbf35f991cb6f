import type { DispositionName, FilterTableName, Host } from '@packetloom/core';

const FILTER = 'filter-';

/**
 * What of a host's packet filter has just dropped a packet: `rule 2 of FORWARD`, counted as
 * `iptables -L --line-numbers` does, or `the policy of FORWARD`. Null where no rule is to blame.
 */
export function filterRuleOf(host: Host, reason: DispositionName): string | null {
  if (!reason.startsWith(FILTER) || host.filter === null) return null;
  const { rules, context } = host.filter;
  const { rule: active, policyOf } = context;
  if (policyOf !== null) return `the policy of ${policyOf.name}${ofTable(policyOf.table)}`;
  if (active === null) return null;
  const { table, chain } = active.rule;
  const index = rules.table(table).chain(chain)?.rules.indexOf(active) ?? -1;
  return index < 0 ? null : `rule ${index + 1} of ${chain}${ofTable(table)}`;
}

function ofTable(table: FilterTableName): string {
  return table === 'filter' ? '' : ` in table ${table}`;
}
