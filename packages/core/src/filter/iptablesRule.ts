// The part of an iptables command line that describes a rule: what it matches and what is done.
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import * as values from './iptablesValues.js';
import { errorAt, type IptablesSyntaxError, type Word } from './iptablesWords.js';
import {
  type FilterMatch,
  type FilterRule,
  type FilterTableName,
  type FilterTarget,
  HOOKS,
} from './rule.js';
import { isTargetAllowed } from './ruleChecks.js';

/** What an option is about; its short and long names lead here. */
type Subject =
  | 'protocol'
  | 'source'
  | 'destination'
  | 'inInterface'
  | 'outInterface'
  | 'sourcePorts'
  | 'destinationPorts'
  | 'icmpType'
  | 'states'
  | 'extension'
  | 'target'
  | 'toPorts'
  | 'toSource'
  | 'toDestination';

const OPTIONS: ReadonlyMap<string, Subject> = new Map([
  ['-p', 'protocol'],
  ['--protocol', 'protocol'],
  ['--proto', 'protocol'],
  ['-s', 'source'],
  ['--source', 'source'],
  ['--src', 'source'],
  ['-d', 'destination'],
  ['--destination', 'destination'],
  ['--dst', 'destination'],
  ['-i', 'inInterface'],
  ['--in-interface', 'inInterface'],
  ['-o', 'outInterface'],
  ['--out-interface', 'outInterface'],
  ['--sport', 'sourcePorts'],
  ['--source-port', 'sourcePorts'],
  ['--dport', 'destinationPorts'],
  ['--destination-port', 'destinationPorts'],
  ['--icmp-type', 'icmpType'],
  ['--ctstate', 'states'],
  ['--state', 'states'],
  ['-m', 'extension'],
  ['--match', 'extension'],
  ['-j', 'target'],
  ['--jump', 'target'],
  ['--to-ports', 'toPorts'],
  ['--to-port', 'toPorts'],
  ['--to-source', 'toSource'],
  ['--to-destination', 'toDestination'],
]);

/** Options that cannot be reversed by a `!`. */
const NEVER_INVERTED: readonly Subject[] = [
  'extension',
  'target',
  'toPorts',
  'toSource',
  'toDestination',
];
const EXTENSIONS = ['udp', 'tcp', 'icmp', 'conntrack', 'state'];
/** Extensions that need an option, and which. */
const STATE_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['conntrack', '--ctstate'],
  ['state', '--state'],
]);
const PLAIN_TARGETS = ['ACCEPT', 'DROP', 'RETURN'] as const;
/** The option that each target of NAT needs or may have. */
const NAT_OPTIONS = {
  REDIRECT: 'toPorts',
  SNAT: 'toSource',
  DNAT: 'toDestination',
  MASQUERADE: 'toPorts',
} as const;
/** Targets that are known from elsewhere but not here. */
const MISSING_TARGETS = ['REJECT', 'LOG', 'MARK', 'QUEUE', 'TTL', 'TOS', 'TCPMSS'];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Given {
  readonly option: Word;
  readonly value: Word;
}

/** Collects the options of a rule one by one. */
export class RuleSpecification {
  readonly #match: Mutable<FilterMatch> = {};
  readonly #given = new Map<Subject, Given>();
  readonly #extensions: Word[] = [];
  #first: Word | null = null;

  /** The first word that belongs to a rule, if there is one. */
  get firstWord(): Word | null {
    return this.#first;
  }

  /** Takes an option that starts with `word`, and its value from the `rest` of the line. */
  take(
    word: Word,
    rest: Word[],
    end: Word,
    otherOptions: readonly string[],
  ): IptablesSyntaxError | null {
    this.#first ??= word;
    const isInverted = word.text === '!';
    const option = isInverted ? (rest.shift() ?? end) : word;
    const subject = OPTIONS.get(option.text);
    if (subject === undefined) {
      const known = [...OPTIONS.keys(), ...otherOptions];
      const message =
        option.text === '' ? '"!" needs an option' : `unknown option ${values.quote(option)}`;
      return errorAt(
        option,
        message,
        values.suggest(option, known, 'an option such as -p, -s or -j'),
      );
    }
    if (isInverted && NEVER_INVERTED.includes(subject)) {
      return errorAt(word, `${option.text} cannot be reversed`, 'leave the ! out');
    }
    const value = rest.shift() ?? end;
    if (value.text === '!') {
      return errorAt(value, 'the ! comes too late', `put it in front: ! ${option.text}`);
    }
    if (value.text === '') {
      return errorAt(value, `${option.text} needs a value`, 'put it behind the option');
    }
    if (subject !== 'extension' && this.#given.has(subject)) {
      return errorAt(option, `${option.text} is given twice`, 'make it two rules');
    }
    this.#given.set(subject, { option, value });
    return this.#set(subject, value, isInverted);
  }

  /** The rule for a chain, or what is wrong with the whole. */
  finish(table: FilterTableName, chain: Word, end: Word): FilterRule | IptablesSyntaxError {
    const fault = this.#faultOfMatch(chain);
    if (fault !== null) return fault;
    const target = this.#target(end);
    if ('kind' in target) return target;
    const hook = HOOKS.find((name) => name === chain.text);
    const { value } = this.#given.get('target') as Given;
    const isNat = target.type in NAT_OPTIONS;
    if (isNat && table !== 'nat') {
      return errorAt(value, `${value.text} is for the table nat only`, 'add -t nat');
    }
    if (hook !== undefined && !isTargetAllowed(target, table, hook, true)) {
      const hooks = HOOKS.filter((name) => isTargetAllowed(target, table, name, true));
      return errorAt(value, `${value.text} is not for ${hook}`, `use it in ${hooks.join(' or ')}`);
    }
    return { table, chain: chain.text, match: this.#match, target };
  }

  #set(subject: Subject, value: Word, isInverted: boolean): IptablesSyntaxError | null {
    const match = this.#match;
    switch (subject) {
      case 'protocol': {
        const protocol = values.protocolOf(value);
        if (typeof protocol === 'object') return protocol;
        if (protocol !== values.ANYTHING) match.protocol = protocol;
        else if (isInverted) return errorAt(value, 'no protocol would match', 'name one');
        if (isInverted) match.protocolInverted = true;
        return null;
      }
      case 'source':
      case 'destination': {
        const network = values.networkOf(value);
        if ('kind' in network) return network;
        match[subject] = network;
        if (isInverted) match[`${subject}Inverted`] = true;
        return null;
      }
      case 'inInterface':
      case 'outInterface':
        match[subject] = value.text;
        if (isInverted) match[`${subject}Inverted`] = true;
        return null;
      case 'sourcePorts':
      case 'destinationPorts': {
        const ports = values.portsOf(value);
        if ('kind' in ports) return ports;
        match[subject] = ports;
        if (isInverted) match[`${subject}Inverted`] = true;
        return null;
      }
      case 'icmpType': {
        const type = values.icmpTypeOf(value);
        if (type === values.ANYTHING) return null;
        if ('kind' in type) return type;
        Object.assign(match, type, isInverted ? { icmpInverted: true } : {});
        return null;
      }
      case 'states': {
        const states = values.statesOf(value);
        if ('kind' in states) return states;
        match.states = states;
        if (isInverted) match.statesInverted = true;
        return null;
      }
      case 'extension':
        this.#extensions.push(value);
        if (EXTENSIONS.includes(value.text)) return null;
        return errorAt(
          value,
          `unknown match ${values.quote(value)}`,
          values.suggest(value, EXTENSIONS, 'leave it out'),
        );
      default:
        return null;
    }
  }

  #faultOfMatch(chain: Word): IptablesSyntaxError | null {
    const { protocol, protocolInverted } = this.#match;
    const ports = this.#given.get('sourcePorts') ?? this.#given.get('destinationPorts');
    if (ports !== undefined && !this.#isWithPorts()) return portsNeedProtocol(ports.option);
    const stateFault = this.#faultOfStates();
    if (stateFault !== null) return stateFault;
    const icmp = this.#given.get('icmpType');
    if (icmp !== undefined && (protocol !== PROTOCOL_ICMP || protocolInverted)) {
      return errorAt(icmp.option, `${icmp.option.text} needs the protocol ICMP`, 'add -p icmp');
    }
    const outInterface = this.#given.get('outInterface');
    if (outInterface !== undefined && (chain.text === 'PREROUTING' || chain.text === 'INPUT')) {
      return errorAt(outInterface.option, `${chain.text} knows no outgoing NIC`, 'use -i');
    }
    const inInterface = this.#given.get('inInterface');
    if (inInterface !== undefined && (chain.text === 'OUTPUT' || chain.text === 'POSTROUTING')) {
      return errorAt(inInterface.option, `${chain.text} knows no incoming NIC`, 'use -o');
    }
    return null;
  }

  /** `-m conntrack` and `--ctstate` belong together, and so do `-m state` and `--state`. */
  #faultOfStates(): IptablesSyntaxError | null {
    const option = this.#given.get('states')?.option;
    const extensions = this.#extensions.filter(({ text }) => STATE_OPTIONS.has(text));
    for (const extension of extensions) {
      const needed = STATE_OPTIONS.get(extension.text);
      if (option?.text === needed) continue;
      const hint = `such as ${needed} ESTABLISHED,RELATED`;
      return errorAt(extension, `-m ${extension.text} needs ${needed}`, hint);
    }
    if (option === undefined || extensions.length > 0) return null;
    const name = option.text === '--state' ? 'state' : 'conntrack';
    return errorAt(option, `${option.text} needs -m ${name}`, `-m ${name} ${option.text} …`);
  }

  #target(end: Word): FilterTarget | IptablesSyntaxError {
    const given = this.#given.get('target');
    if (given === undefined) return errorAt(end, 'no target', 'such as -j DROP');
    const { value } = given;
    const stray = this.#strayOption(value);
    if (stray !== null) return stray;
    const type = PLAIN_TARGETS.find((name) => name === value.text);
    if (type !== undefined) return { type };
    if (value.text === 'REDIRECT') return this.#redirect();
    if (value.text === 'MASQUERADE') return this.#masquerade();
    if (value.text === 'SNAT' || value.text === 'DNAT') return this.#translation(value.text, end);
    const known = [...PLAIN_TARGETS, ...Object.keys(NAT_OPTIONS)];
    if (MISSING_TARGETS.includes(value.text)) {
      const hint = `one of ${known.join(', ')}, or a chain`;
      return errorAt(value, `the target ${value.text} is not supported`, hint);
    }
    return { type: 'JUMP', chain: value.text };
  }

  /** An option of another target than the one that is given. */
  #strayOption(target: Word): IptablesSyntaxError | null {
    for (const subject of Object.values(NAT_OPTIONS)) {
      const given = this.#given.get(subject);
      const names = Object.entries(NAT_OPTIONS).filter(([, of]) => of === subject);
      if (given === undefined || names.some(([name]) => name === target.text)) continue;
      const targets = names.map(([name]) => name);
      const message = `${given.option.text} is for ${targets.join(' and ')} only`;
      return errorAt(given.option, message, `add -j ${targets.join(' or -j ')}`);
    }
    return null;
  }

  #masquerade(): FilterTarget | IptablesSyntaxError {
    const given = this.#given.get('toPorts');
    if (given === undefined) return { type: 'MASQUERADE', ports: null };
    if (!this.#isWithPorts()) return portsNeedProtocol(given.option);
    const ports = values.masqueradePortsOf(given.value);
    return 'kind' in ports ? ports : { type: 'MASQUERADE', ports };
  }

  #isWithPorts(): boolean {
    const { protocol, protocolInverted } = this.#match;
    return (protocol === PROTOCOL_UDP || protocol === PROTOCOL_TCP) && !protocolInverted;
  }

  #redirect(): FilterTarget | IptablesSyntaxError {
    const given = this.#given.get('toPorts');
    const port = given === undefined ? 0 : values.redirectPortOf(given.value);
    return typeof port === 'number' ? { type: 'REDIRECT', port } : port;
  }

  #translation(type: 'SNAT' | 'DNAT', end: Word): FilterTarget | IptablesSyntaxError {
    const option = type === 'SNAT' ? '--to-source' : '--to-destination';
    const given = this.#given.get(NAT_OPTIONS[type]);
    if (given === undefined) {
      return errorAt(end, `${type} needs an address`, `such as ${option} 10.0.0.1`);
    }
    const to = values.natAddressOf(given.value);
    return 'kind' in to ? to : { type, ...to };
  }
}

function portsNeedProtocol(option: Word): IptablesSyntaxError {
  return errorAt(option, `${option.text} needs a protocol with ports`, 'add -p udp or -p tcp');
}
