// Hot path: rules asked at the hooks of a host (iptables(8)). A host has no filter until a rule is set.

import type { Ipv4Address } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TRANSLATED } from '../packet/packetFlags.js';
import type { Clock } from '../ports/clock.js';
import { ACTION_DROP, ACTION_TRANSLATE } from './activeRule.js';
import type { Chain } from './chain.js';
import type { Connection } from './connection.js';
import type { FilterBehaviour } from './filterBehaviour.js';
import type { FilterContext } from './filterContext.js';
import { PacketFields } from './packetFields.js';
import {
  type ChainPolicy,
  FILTER_TABLES,
  type FilterError,
  type FilterRule,
  type FilterTableName,
  HOOK_INPUT,
  HOOK_OUTPUT,
  HOOK_PREROUTING,
  HOOKS,
  type Hook,
} from './rule.js';
import { RuleTable } from './ruleTable.js';
import { translateStateless } from './statelessNat.js';
import { TrackedNat } from './trackedNat.js';

/** What a {@link PacketFilter} needs. */
export interface PacketFilterOptions {
  /** Time by which connections end. */
  readonly clock: Clock;
  /**
   * - `tracked`: connections are remembered, translated both ways with all checksums, and ports are
   *   seen wherever the packet has them.
   * - `stateless`: as the reference. UDP only, one way; ports are seen only where the host told the
   *   transport header apart; PREROUTING and INPUT look at the name of the NIC of arrival only,
   *   OUTPUT at that of departure, FORWARD and POSTROUTING at none.
   */
  readonly nat: FilterBehaviour['nat'];
  /** Connections tracked at most; packets of others are dropped. 65,536 by default. */
  readonly maxConnections?: number;
}

const DEFAULT_MAX_CONNECTIONS = 65_536;
/** With tracking, NAT changes sources after all else has seen them. */
const TRACKED_INPUT_ORDER: readonly FilterTableName[] = ['filter', 'nat'];

/** The packet filter of one host: tables mangle, nat and filter. */
export class PacketFilter {
  /** `null` if NAT is stateless. */
  readonly #tracked: TrackedNat | null;
  readonly #tables: Readonly<Record<FilterTableName, RuleTable>>;
  /** For each hook, its chains in the order in which they are asked; NAT's too. */
  readonly #chains: readonly (readonly Chain[])[];
  readonly #natChains: readonly (Chain | undefined)[];
  readonly #fields = new PacketFields();

  constructor(options: PacketFilterOptions) {
    const isTracked = options.nat === 'tracked';
    const maxConnections = options.maxConnections ?? DEFAULT_MAX_CONNECTIONS;
    this.#tracked = isTracked ? new TrackedNat(options.clock, maxConnections) : null;
    const table = (name: FilterTableName) => new RuleTable(name, isTracked);
    this.#tables = { mangle: table('mangle'), nat: table('nat'), filter: table('filter') };
    this.#natChains = HOOKS.map((hook) => this.#tables.nat.chain(hook));
    this.#chains = HOOKS.map((hook) => {
      const order = isTracked && hook === 'INPUT' ? TRACKED_INPUT_ORDER : FILTER_TABLES;
      return order.flatMap((name) => this.#tables[name].chain(hook) ?? []);
    });
  }

  /** A table, for looking at its chains, rules and counts. */
  table(name: FilterTableName): RuleTable {
    return this.#tables[name];
  }

  /** Connections that NAT tracks now; none if it is stateless. */
  connections(): readonly Connection[] {
    return this.#tracked?.connections() ?? [];
  }

  /** The host went down: all that was learnt from packets is forgotten, rules stay. */
  forgetConnections(): void {
    this.#tracked?.forgetAll();
  }

  /**
   * A NIC went down, or lost an address: what `MASQUERADE` translated to it is forgotten, as on Linux.
   * `address`: this one only.
   */
  forgetMasqueraded(nic: string, address?: Ipv4Address): void {
    this.#tracked?.forget(
      ({ masqueradedBy, reply }) =>
        masqueradedBy === nic && (address === undefined || address === reply.destination),
    );
  }

  /** Adds a rule at the end of its chain. */
  append(rule: FilterRule): FilterError | null {
    return this.#tables[rule.table].insert(rule);
  }

  /** Adds a rule in front of the one at `index`, counted from 0. */
  insert(rule: FilterRule, index = 0): FilterError | null {
    return this.#tables[rule.table].insert(rule, index);
  }

  /** Takes out the rule at `index` of a chain, counted from 0; `false` if there is none. */
  remove(table: FilterTableName, chain: string, index: number): boolean {
    return this.#tables[table].remove(chain, index);
  }

  /** Takes out the first rule of its chain that is the same as `rule`. */
  removeRule(rule: FilterRule): FilterError | null {
    return this.#tables[rule.table].removeRule(rule);
  }

  /** Makes a chain to which rules of its table may jump. */
  addChain(table: FilterTableName, name: string): FilterError | null {
    return this.#tables[table].addChain(name);
  }

  /** Removes a chain made by `addChain`; it must be empty and no rule may jump to it. */
  removeChain(table: FilterTableName, name: string): FilterError | null {
    return this.#tables[table].removeChain(name);
  }

  /** Sets what becomes of packets that no rule of a built-in chain decides about. */
  setPolicy(table: FilterTableName, chain: string, policy: ChainPolicy): FilterError | null {
    return this.#tables[table].setPolicy(chain, policy);
  }

  /** Takes every rule out of a chain, or out of all chains of the table. */
  flush(table: FilterTableName, chain?: string): FilterError | null {
    return this.#tables[table].flush(chain);
  }

  /**
   * Asks the rules of a hook about a packet, and rewrites it where NAT says so; `false`: it must be
   * dropped. The packet has a valid header. `context.translated`, `rule` and `policyOf` are set.
   */
  check(hook: Hook, packet: PacketBuffer, context: FilterContext): boolean {
    context.translated = false;
    context.rule = null;
    context.policyOf = null;
    this.#read(hook, packet, context);
    if (this.#tracked !== null && this.#asksForStates()) {
      this.#fields.connectionState = this.#tracked.stateOf(hook, packet);
    }
    const natChain = this.#natChains[hook];
    for (const chain of this.#chains[hook] as readonly Chain[]) {
      const isAccepted =
        chain === natChain ? this.#askNat(chain, hook, packet, context) : this.#ask(chain, context);
      if (!isAccepted) return false;
    }
    return true;
  }

  /** Whether some rule asks for the state of connections: all are tracked then. */
  #asksForStates(): boolean {
    const { mangle, nat, filter } = this.#tables;
    return filter.asksForStates || mangle.asksForStates || nat.asksForStates;
  }

  /** Whether a chain that does not translate accepts the packet. */
  #ask(chain: Chain, context: FilterContext): boolean {
    const rule = chain.decide(this.#fields);
    if (rule === null) return chain.passesByPolicy(context);
    if (rule.action !== ACTION_DROP) return true;
    context.rule = rule;
    return false;
  }

  #askNat(chain: Chain, hook: Hook, packet: PacketBuffer, context: FilterContext): boolean {
    const tracked = this.#tracked;
    let isAccepted: boolean;
    if (tracked === null) {
      if ((packet.flags & PACKET_TRANSLATED) !== 0) return true;
      isAccepted = this.#askStateless(chain, hook, packet, context);
    } else {
      const hasRules = !this.#tables.nat.isUntouched || this.#asksForStates();
      if (tracked.size === 0 && !hasRules) return true;
      isAccepted = tracked.process(hook, packet, context, chain, this.#fields);
    }
    if (context.translated) this.#read(hook, packet, context);
    return isAccepted;
  }

  #askStateless(chain: Chain, hook: Hook, packet: PacketBuffer, context: FilterContext): boolean {
    const rule = chain.decide(this.#fields);
    if (rule === null) return chain.passesByPolicy(context);
    const isAccepted =
      rule.action === ACTION_TRANSLATE
        ? translateStateless(packet, rule.rule.target, hook, context)
        : rule.action !== ACTION_DROP;
    if (!isAccepted) context.rule = rule;
    return isAccepted;
  }

  #read(hook: Hook, packet: PacketBuffer, context: FilterContext): void {
    const fields = this.#fields;
    const isTracked = this.#tracked !== null;
    fields.read(packet, isTracked || context.transportParsed);
    const looksAtIn = isTracked || hook === HOOK_PREROUTING || hook === HOOK_INPUT;
    fields.inInterface = looksAtIn ? context.inInterface : null;
    fields.outInterface = isTracked || hook === HOOK_OUTPUT ? context.outInterface : null;
  }
}
