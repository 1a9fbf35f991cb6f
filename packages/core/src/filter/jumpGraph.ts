import type { Chain } from './chain.js';
import { type FilterError, filterError } from './rule.js';

/** Rules that one packet may be asked about at most in a built-in chain, those behind jumps included. */
const MAX_RULES_EVALUATED = 100_000;
/** Jumps that may lie one inside the other. */
const MAX_NESTED_JUMPS = 256;

/**
 * Which chains of a table jump to which. Keeps, rule by rule, what a packet costs at most, so that no set of rules is
 * accepted that takes a packet without end: a chain that each of eight rules jumps to counts eight times, and 40 such
 * chains in a row would be 8⁴⁰ rules.
 */
export class JumpGraph {
  readonly #chains: ReadonlyMap<string, Chain>;
  /** A rule was taken out: all is counted anew before it is looked at. */
  #isStale = false;

  /** `chains`: all of the table by name, as they are when asked. */
  constructor(chains: ReadonlyMap<string, Chain>) {
    this.#chains = chains;
  }

  /** A rule, or several, went out of their chains. */
  removed(): void {
    this.#isStale = true;
  }

  /** The chain and those from which jumps lead to it, each in front of those that jump to it. */
  above(chain: Chain): Chain[] {
    if (this.#isStale) this.#countAnew();
    const found = new Set<Chain>();
    const callersFirst: Chain[] = [];
    const visit = (each: Chain) => {
      if (found.has(each)) return;
      found.add(each);
      for (const caller of each.callers.keys()) visit(caller);
      callersFirst.push(each);
    };
    visit(chain);
    return callersFirst.reverse();
  }

  /**
   * Takes a rule of `chain` into account, unless a packet would be asked about too many then; `jump`: where it leads.
   * `above` are the chains {@link JumpGraph.above} it.
   */
  added(chain: Chain, jump: Chain | null, above: readonly Chain[]): FilterError | null {
    const more = new Map<Chain, number>([[chain, 1 + (jump?.maxEvaluated ?? 0)]]);
    const depths = new Map<Chain, number>([[chain, jump === null ? 0 : jump.jumpDepth + 1]]);
    for (const each of above) {
      const added = more.get(each) ?? 0;
      const depth = Math.max(each.jumpDepth, depths.get(each) ?? 0);
      const fault = faultOf(each.name, each.maxEvaluated + added, depth);
      if (fault !== null) return fault;
      depths.set(each, depth);
      for (const [caller, times] of each.callers) {
        more.set(caller, (more.get(caller) ?? 0) + times * added);
        depths.set(caller, Math.max(depths.get(caller) ?? 0, depth + 1));
      }
    }
    for (const each of above) {
      each.maxEvaluated += more.get(each) ?? 0;
      each.jumpDepth = depths.get(each) ?? 0;
    }
    jump?.callers.set(chain, (jump.callers.get(chain) ?? 0) + 1);
    return null;
  }

  #countAnew(): void {
    this.#isStale = false;
    const counted = new Set<Chain>();
    for (const chain of this.#chains.values()) chain.callers.clear();
    const count = (chain: Chain) => {
      if (counted.has(chain)) return;
      counted.add(chain);
      chain.maxEvaluated = chain.rules.length;
      chain.jumpDepth = 0;
      for (const { jump } of chain.rules) {
        if (jump === null) continue;
        count(jump);
        chain.maxEvaluated += jump.maxEvaluated;
        chain.jumpDepth = Math.max(chain.jumpDepth, jump.jumpDepth + 1);
        jump.callers.set(chain, (jump.callers.get(chain) ?? 0) + 1);
      }
    };
    for (const chain of this.#chains.values()) count(chain);
  }
}

function faultOf(name: string, asked: number, depth: number): FilterError | null {
  if (depth > MAX_NESTED_JUMPS) {
    const message = `more than ${MAX_NESTED_JUMPS} jumps one inside the other, from the chain ${name} on`;
    return filterError('too-many-jumps', message);
  }
  if (asked <= MAX_RULES_EVALUATED) return null;
  const message = `one packet could be asked about more than ${MAX_RULES_EVALUATED} rules, from the chain ${name} on`;
  return filterError('too-many-rules', message);
}
