import { type Ipv4Prefix, networkOf } from '../address/prefix.js';
import type { FilterMatch, FilterRule } from './rule.js';

/** Whether two rules ask for the same and do the same, in the same chain, however they were written. */
export function isSameRule(a: FilterRule, b: FilterRule): boolean {
  if (a.table !== b.table || a.chain !== b.chain) return false;
  return describe(a.match) === describe(b.match) && fieldsOf(a.target) === fieldsOf(b.target);
}

function describe(match: FilterMatch): string {
  return fieldsOf({
    ...match,
    source: prefixOf(match.source),
    destination: prefixOf(match.destination),
    inInterface: match.inInterface || undefined,
    outInterface: match.outInterface || undefined,
  });
}

/** Host bits mean nothing, and a network of all addresses is none. */
function prefixOf(prefix: Ipv4Prefix | undefined): string | undefined {
  if (prefix === undefined || prefix.length === 0) return undefined;
  return `${networkOf(prefix)}/${prefix.length}`;
}

/** What is given, in a fixed order; `false` is as good as not given. */
function fieldsOf(fields: object): string {
  const given = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== false,
  );
  return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
