import type { FilterRule } from '../vector/vector.js';

/** Placeholder until the filter's own types are there. */
export function filterRuleOf(rule: FilterRule): FilterRule {
  return rule;
}
