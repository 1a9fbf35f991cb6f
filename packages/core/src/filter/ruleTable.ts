import { ActiveRule } from './activeRule.js';
import { Chain } from './chain.js';
import { JumpGraph } from './jumpGraph.js';
import {
  type ChainPolicy,
  type FilterError,
  type FilterRule,
  type FilterTableName,
  type FilterTarget,
  filterError,
  type HookName,
  TABLE_HOOKS,
} from './rule.js';
import { checkRule, isTargetAllowed } from './ruleChecks.js';
import { isSameRule } from './sameRule.js';

/** One table: its chains and their rules. Changes are checked, and made whole or not at all. */
export class RuleTable {
  readonly name: FilterTableName;
  readonly #chains = new Map<string, Chain>();
  readonly #jumps = new JumpGraph(this.#chains);
  readonly #isTracked: boolean;
  #isUntouched = true;
  #asksForStates = false;

  constructor(name: FilterTableName, isTracked: boolean) {
    this.name = name;
    this.#isTracked = isTracked;
    for (const hook of TABLE_HOOKS[name]) this.#chains.set(hook, new Chain(name, hook, hook));
  }

  /** Every chain, built-in ones first. */
  get chains(): Iterable<Chain> {
    return this.#chains.values();
  }

  /** No rule was ever set, or all are gone, and every policy is ACCEPT. */
  get isUntouched(): boolean {
    return this.#isUntouched;
  }

  /** Some rule asks for the state of connections. */
  get asksForStates(): boolean {
    return this.#asksForStates;
  }

  chain(name: string): Chain | undefined {
    return this.#chains.get(name);
  }

  /** Puts a rule into its chain at `index`, at its end by default. */
  insert(rule: FilterRule, index?: number): FilterError | null {
    const chain = this.#chains.get(rule.chain);
    if (chain === undefined) return this.#unknownChain(rule.chain);
    const fault = checkRule(rule);
    if (fault !== null) return fault;
    if (rule.match.states !== undefined && !this.#isTracked) {
      const message = 'states of connections need connection tracking (nat: tracked)';
      return filterError('match-not-allowed', message);
    }
    let jump: Chain | null = null;
    if (rule.target.type === 'JUMP') {
      jump = this.#chains.get(rule.target.chain) ?? null;
      if (jump === null) return this.#unknownChain(rule.target.chain);
      if (jump.hook !== null) {
        return filterError('target-not-allowed', `cannot jump to the built-in chain ${jump.name}`);
      }
    }
    const problem = this.#jumpProblem(chain, rule, jump);
    if (problem !== null) return problem;
    const at = Math.min(index ?? chain.rules.length, chain.rules.length);
    chain.rules.splice(at, 0, new ActiveRule(rule, jump));
    this.#isUntouched = false;
    if (rule.match.states !== undefined) this.#asksForStates = true;
    return null;
  }

  /** Takes the rule at `index` out of a chain; `false` if there is none. */
  remove(chainName: string, index: number): boolean {
    const chain = this.#chains.get(chainName);
    const isRemoved = chain !== undefined && chain.rules.splice(index, 1).length === 1;
    this.#changed();
    return isRemoved;
  }

  /** Takes the first rule that is the same out of its chain. */
  removeRule(rule: FilterRule): FilterError | null {
    const chain = this.#chains.get(rule.chain);
    if (chain === undefined) return this.#unknownChain(rule.chain);
    const index = chain.rules.findIndex((active) => isSameRule(active.rule, rule));
    if (index === -1) {
      const message = `the chain ${rule.chain} of the table ${this.name} has no such rule`;
      return filterError('no-matching-rule', message);
    }
    chain.rules.splice(index, 1);
    this.#changed();
    return null;
  }

  addChain(name: string): FilterError | null {
    if (this.#chains.has(name)) return filterError('chain-exists', `there is a chain ${name}`);
    if (!/^[A-Za-z0-9_.:][A-Za-z0-9_.:-]{0,27}$/.test(name)) {
      return filterError('bad-chain-name', `not the name of a chain: ${name}`);
    }
    this.#chains.set(name, new Chain(this.name, name, null));
    return null;
  }

  /** Removes a chain of the user's that is empty and to which no rule jumps. */
  removeChain(name: string): FilterError | null {
    const chain = this.#chains.get(name);
    if (chain === undefined || chain.hook !== null) return this.#unknownChain(name);
    for (const { rules } of this.#chains.values()) {
      if (rules.some(({ jump }) => jump === chain)) {
        return filterError('chain-in-use', `a rule jumps to the chain ${name}`);
      }
    }
    if (chain.rules.length > 0) return filterError('chain-in-use', `the chain ${name} has rules`);
    this.#chains.delete(name);
    return null;
  }

  setPolicy(chainName: string, policy: ChainPolicy): FilterError | null {
    const chain = this.#chains.get(chainName);
    if (chain === undefined) return this.#unknownChain(chainName);
    if (chain.hook === null) {
      return filterError('policy-not-allowed', `only built-in chains have a policy: ${chainName}`);
    }
    chain.policy = policy;
    this.#changed();
    return null;
  }

  /** Takes every rule out of one chain, or of all. */
  flush(chainName?: string): FilterError | null {
    const chain = chainName === undefined ? null : this.#chains.get(chainName);
    if (chain === undefined) return this.#unknownChain(chainName as string);
    for (const each of chain === null ? this.#chains.values() : [chain]) each.rules.length = 0;
    this.#changed();
    return null;
  }

  #changed(): void {
    this.#jumps.removed();
    this.#isUntouched = true;
    this.#asksForStates = false;
    for (const { rules, policy } of this.#chains.values()) {
      if (rules.length > 0 || policy !== 'ACCEPT') this.#isUntouched = false;
      if (rules.some(({ rule }) => rule.match.states !== undefined)) this.#asksForStates = true;
    }
  }

  #unknownChain(name: string): FilterError {
    return filterError('unknown-chain', `the table ${this.name} has no chain ${name}`);
  }

  #notAllowed(target: FilterTarget, hook: HookName): FilterError {
    const isAllowedIfTracked = isTargetAllowed(target, this.name, hook, true);
    const reason = isAllowedIfTracked
      ? 'needs connection tracking (nat: tracked)'
      : `is not for ${this.name} ${hook}`;
    return filterError('target-not-allowed', `${target.type} ${reason}`);
  }

  /** A jump in a circle, a target that can be reached from a hook where it makes no sense, or too many rules. */
  #jumpProblem(chain: Chain, rule: FilterRule, jump: Chain | null): FilterError | null {
    const above = this.#jumps.above(chain);
    if (jump !== null && above.includes(jump)) {
      return filterError('chain-loop', `jumps lead back to the chain ${jump.name}`);
    }
    const isKnownJump = jump?.callers.has(chain) === true;
    for (const { hook } of isKnownJump ? [] : above) {
      if (hook === null) continue;
      const target = this.#targetNotAllowed(rule.target, jump, hook);
      if (target !== null) return this.#notAllowed(target, hook);
    }
    return this.#jumps.added(chain, jump, above);
  }

  /** A target that makes no sense at a hook, of a rule or of those that its jump leads to. */
  #targetNotAllowed(target: FilterTarget, jump: Chain | null, hook: HookName): FilterTarget | null {
    if (!isTargetAllowed(target, this.name, hook, this.#isTracked)) return target;
    const reached = new Set<Chain>(jump === null ? [] : [jump]);
    for (const { rules } of reached) {
      for (const { rule, jump: next } of rules) {
        if (!isTargetAllowed(rule.target, this.name, hook, this.#isTracked)) return rule.target;
        if (next !== null) reached.add(next);
      }
    }
    return null;
  }
}
