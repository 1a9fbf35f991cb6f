import { ACTION_JUMP, ACTION_RETURN, type ActiveRule } from './activeRule.js';
import type { FilterContext } from './filterContext.js';
import type { PacketFields } from './packetFields.js';
import type { ChainPolicy, FilterTableName, HookName } from './rule.js';

/** Rules in order, built in for a hook or of the user's. */
export class Chain {
  readonly table: FilterTableName;
  readonly name: string;
  /** The hook that asks it; `null` for a chain of the user. */
  readonly hook: HookName | null;
  readonly rules: ActiveRule[] = [];
  /** Of a built-in chain. */
  policy: ChainPolicy = 'ACCEPT';
  /** Chains whose rules jump here, and by how many rules; kept by `JumpGraph`, as are the next two. */
  readonly callers = new Map<Chain, number>();
  /** Rules that one packet is asked about here at most, those behind jumps included. */
  maxEvaluated = 0;
  /** Jumps that lead on from here, one inside the other, at most. */
  jumpDepth = 0;

  constructor(table: FilterTableName, name: string, hook: HookName | null) {
    this.table = table;
    this.name = name;
    this.hook = hook;
  }

  /** Whether a packet passes about which no rule decides; notes in the context if not. */
  passesByPolicy(context: FilterContext): boolean {
    if (this.policy === 'ACCEPT') return true;
    context.policyOf = this;
    return false;
  }

  /** The rule that decides about a packet; `null` if none does, or one says RETURN. */
  decide(fields: PacketFields): ActiveRule | null {
    for (const rule of this.rules) {
      if (!rule.applies(fields)) continue;
      rule.packetCount++;
      if (rule.action === ACTION_RETURN) return null;
      if (rule.action !== ACTION_JUMP) return rule;
      const decided = (rule.jump as Chain).decide(fields);
      if (decided !== null) return decided;
    }
    return null;
  }
}
