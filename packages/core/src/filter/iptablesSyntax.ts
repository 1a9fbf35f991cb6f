// Command lines of iptables(8): `-t nat -A PREROUTING -p udp --dport 53 -j DNAT --to-destination 10.0.0.1`.
import { RuleSpecification } from './iptablesRule.js';
import { quote, suggest } from './iptablesValues.js';
import { errorAt, type IptablesSyntaxError, type Word, wordsOf } from './iptablesWords.js';
import type { PacketFilter } from './packetFilter.js';
import {
  type ChainPolicy,
  FILTER_TABLES,
  type FilterError,
  type FilterRule,
  type FilterTableName,
  HOOKS,
  TABLE_HOOKS,
} from './rule.js';

/** What a command line asks for. Indexes count from 0. */
export type IptablesCommand =
  | { readonly kind: 'append'; readonly rule: FilterRule }
  | { readonly kind: 'insert'; readonly rule: FilterRule; readonly index: number }
  | {
      readonly kind: 'delete';
      readonly table: FilterTableName;
      readonly chain: string;
      readonly index: number;
    }
  | { readonly kind: 'delete-rule'; readonly rule: FilterRule }
  | {
      readonly kind: 'policy';
      readonly table: FilterTableName;
      readonly chain: string;
      readonly policy: ChainPolicy;
    }
  | {
      readonly kind: 'new-chain' | 'delete-chain';
      readonly table: FilterTableName;
      readonly chain: string;
    }
  | {
      readonly kind: 'flush';
      readonly table: FilterTableName;
      /** Every chain if not given. */
      readonly chain: string | undefined;
    };

type Verb = Exclude<IptablesCommand['kind'], 'delete-rule'>;

const VERBS: ReadonlyMap<string, Verb> = new Map([
  ['-A', 'append'],
  ['--append', 'append'],
  ['-I', 'insert'],
  ['--insert', 'insert'],
  ['-D', 'delete'],
  ['--delete', 'delete'],
  ['-P', 'policy'],
  ['--policy', 'policy'],
  ['-N', 'new-chain'],
  ['--new-chain', 'new-chain'],
  ['-X', 'delete-chain'],
  ['--delete-chain', 'delete-chain'],
  ['-F', 'flush'],
  ['--flush', 'flush'],
]);

/** The command that a line gives; the word `iptables` may stand in front. */
export function parseIptables(line: string): IptablesCommand | IptablesSyntaxError {
  return new Parser(line).parse();
}

/** Carries a command out. */
export function applyIptables(filter: PacketFilter, command: IptablesCommand): FilterError | null {
  switch (command.kind) {
    case 'append':
      return filter.append(command.rule);
    case 'insert':
      return filter.insert(command.rule, command.index);
    case 'delete': {
      const { table, chain, index } = command;
      if (filter.remove(table, chain, index)) return null;
      const message = `the chain ${chain} of the table ${table} has no rule ${index + 1}`;
      return { code: 'no-such-rule', message };
    }
    case 'delete-rule':
      return filter.removeRule(command.rule);
    case 'policy':
      return filter.setPolicy(command.table, command.chain, command.policy);
    case 'new-chain':
      return filter.addChain(command.table, command.chain);
    case 'delete-chain':
      return filter.removeChain(command.table, command.chain);
    case 'flush':
      return filter.flush(command.table, command.chain);
  }
}

class Parser {
  readonly #end: Word;
  readonly #words: Word[];
  #verb: { kind: Verb; word: Word } | null = null;
  #chain: Word | null = null;
  /** Counted from 0; -1: none is given. */
  #index = -1;
  #policy: Word | null = null;
  #table: FilterTableName = 'filter';
  readonly #rule = new RuleSpecification();

  constructor(line: string) {
    this.#words = wordsOf(line);
    this.#end = { text: '', column: line.trimEnd().length + 2 };
    if (this.#words[0]?.text === 'iptables') this.#words.shift();
  }

  parse(): IptablesCommand | IptablesSyntaxError {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) {
      const fault = this.#take(word);
      if (fault !== null) return fault;
    }
    return this.#finish();
  }

  #take(word: Word): IptablesSyntaxError | null {
    const kind = VERBS.get(word.text);
    if (kind !== undefined) return this.#takeVerb(word, kind);
    if (word.text === '-t' || word.text === '--table') return this.#takeTable(word);
    return this.#rule.take(word, this.#words, this.#end, [...VERBS.keys(), '-t', '--table']);
  }

  #takeTable(option: Word): IptablesSyntaxError | null {
    const word = this.#words.shift() ?? this.#end;
    const name = FILTER_TABLES.find((table) => table === word.text);
    if (name === undefined) {
      const message =
        word.text === '' ? `${option.text} needs a table` : `unknown table ${quote(word)}`;
      return errorAt(word, message, suggest(word, FILTER_TABLES, 'none for filter'));
    }
    this.#table = name;
    return null;
  }

  #takeVerb(word: Word, kind: Verb): IptablesSyntaxError | null {
    if (this.#verb !== null) {
      const message = `${word.text} after ${this.#verb.word.text}`;
      return errorAt(word, message, 'one command a line');
    }
    this.#verb = { kind, word };
    const isChainNext = this.#words[0] !== undefined && !this.#words[0].text.startsWith('-');
    if (isChainNext) this.#chain = this.#words.shift() ?? null;
    else if (kind !== 'flush') {
      const next = this.#words[0] ?? this.#end;
      return errorAt(next, `${word.text} needs a chain`, `such as ${word.text} INPUT`);
    }
    if (kind === 'policy') this.#policy = this.#words.shift() ?? this.#end;
    const isNumberNext = /^[0-9]+$/.test(this.#words[0]?.text ?? '');
    const isRuleNext = /^[-!]/.test(this.#words[0]?.text ?? '-');
    const takesNumber = kind === 'delete' ? !isRuleNext : kind === 'insert' && isNumberNext;
    return takesNumber ? this.#takeNumber(this.#words.shift() ?? this.#end) : null;
  }

  /** The number of a rule. */
  #takeNumber(word: Word): IptablesSyntaxError | null {
    if (!/^[1-9][0-9]{0,5}$/.test(word.text)) {
      const message = `not the number of a rule: ${quote(word)}`;
      return errorAt(word, message, 'rules are counted from 1');
    }
    this.#index = Number(word.text) - 1;
    return null;
  }

  #finish(): IptablesCommand | IptablesSyntaxError {
    if (this.#verb === null) {
      return errorAt(this.#end, 'no command', 'such as -A INPUT -p icmp -j DROP');
    }
    const { kind, word } = this.#verb;
    const table = this.#table;
    const fault = this.#faultOfChain();
    if (fault !== null) return fault;
    const chain = this.#chain?.text ?? '';
    const extra = this.#rule.firstWord;
    const isNumbered = this.#index !== -1;
    if (kind === 'delete' && !isNumbered && extra === null) {
      return errorAt(
        this.#end,
        `${word.text} needs a rule`,
        'its number, or what it was added with',
      );
    }
    if (kind === 'append' || kind === 'insert' || (kind === 'delete' && !isNumbered)) {
      const rule = this.#rule.finish(table, this.#chain ?? word, this.#end);
      if ('kind' in rule) return rule;
      if (kind === 'delete') return { kind: 'delete-rule', rule };
      return kind === 'append' ? { kind, rule } : { kind, rule, index: Math.max(0, this.#index) };
    }
    if (extra !== null) {
      return errorAt(extra, `${quote(extra)} is not for ${word.text}`, 'leave it out');
    }
    if (kind === 'delete') return { kind, table, chain, index: this.#index };
    if (kind === 'flush') return { kind, table, chain: this.#chain?.text };
    if (kind !== 'policy') return { kind, table, chain };
    const policy = this.#policy ?? this.#end;
    if (policy.text === 'ACCEPT' || policy.text === 'DROP') {
      return { kind, table, chain, policy: policy.text };
    }
    return errorAt(policy, `not a policy: ${quote(policy)}`, 'ACCEPT or DROP');
  }

  /** A built-in chain that the table does not have. */
  #faultOfChain(): IptablesSyntaxError | null {
    const chain = this.#chain;
    const hook = HOOKS.find((name) => name === chain?.text);
    if (chain === null || hook === undefined) return null;
    if (TABLE_HOOKS[this.#table].includes(hook)) return null;
    const others = FILTER_TABLES.filter((table) => TABLE_HOOKS[table].includes(hook));
    const message = `the table ${this.#table} has no chain ${chain.text}`;
    return errorAt(
      chain,
      message,
      `choose a table that has it: ${others.map((t) => `-t ${t}`).join(' or ')}`,
    );
  }
}
