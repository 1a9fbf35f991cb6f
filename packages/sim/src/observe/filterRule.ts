import type { FateName, Host } from '@packetloom/core';

const FILTER = 'filter-';

/**
 * What of a host's packet filter has just dropped a packet: `rule 2 of FORWARD`, counted as
 * `iptables -L --line-numbers` does, or `the policy of FORWARD`. Null where no rule is to blame.
 */
export function filterRuleOf(host: Host, reason: FateName): string | null {
  if (!reason.startsWith(FILTER) || host.filter === null) return null;
  const { rules, context } = host.filter;
  const active = context.rule;
  const hook = reason.slice(FILTER.length).toUpperCase();
  if (active === null) {
    const isPolicy = rules.table('filter').chain(hook)?.policy === 'DROP';
    return isPolicy ? `the policy of ${hook}` : null;
  }
  const { table, chain } = active.rule;
  const place = rules.table(table).chain(chain)?.rules.indexOf(active) ?? -1;
  const ofTable = table === 'filter' ? '' : ` in table ${table}`;
  return place < 0 ? null : `rule ${place + 1} of ${chain}${ofTable}`;
}
