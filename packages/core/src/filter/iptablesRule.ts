// The part of an iptables command line that describes a rule: what it matches and what is done.
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { TcpFlag } from '../wire/tcp.js';
import { OPTIONS, type Subject } from './iptablesOptions.js';
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

/** Options that cannot be reversed by a `!`. */
const NEVER_INVERTED: readonly Subject[] = [
  'extension',
  'target',
  'toPorts',
  'toSource',
  'toDestination',
  'rejectWith',
];
const EXTENSIONS = ['udp', 'tcp', 'icmp', 'conntrack', 'state', 'multiport'];
/** Lists of ports, and which side of a packet they are about. */
const PORT_LISTS = {
  sourcePortList: 'source',
  destinationPortList: 'destination',
  portList: 'either',
} as const;
/** `--syn` is `--tcp-flags FIN,SYN,RST,ACK SYN`. */
const OPENING = {
  mask: TcpFlag.FIN | TcpFlag.SYN | TcpFlag.RST | TcpFlag.ACK,
  set: TcpFlag.SYN,
};
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
const MISSING_TARGETS = ['LOG', 'MARK', 'QUEUE', 'TTL', 'TOS', 'TCPMSS'];

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
    // The only option without a value.
    const value = subject === 'syn' ? option : (rest.shift() ?? end);
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
    if (subject === 'tcpFlags')
      return this.#setFlags(option, value, rest.shift() ?? end, isInverted);
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
    if (target.type === 'REJECT' && table !== 'filter') {
      return errorAt(value, 'REJECT is for the table filter only', 'leave -t out');
    }
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
      case 'sourcePortList':
      case 'destinationPortList':
      case 'portList': {
        const ranges = values.portListOf(value);
        if ('kind' in ranges) return ranges;
        match.multiport = { side: PORT_LISTS[subject], ranges };
        if (isInverted) match.multiportInverted = true;
        return null;
      }
      case 'syn':
        match.tcpFlags = OPENING;
        if (isInverted) match.tcpFlagsInverted = true;
        return null;
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

  /** `--tcp-flags MASK SET`. */
  #setFlags(
    option: Word,
    maskWord: Word,
    setWord: Word,
    isInverted: boolean,
  ): IptablesSyntaxError | null {
    if (setWord.text === '') {
      const hint = 'such as --tcp-flags SYN,ACK SYN';
      return errorAt(setWord, `${option.text} needs two lists of flags`, hint);
    }
    const mask = values.tcpFlagsOf(maskWord);
    if (typeof mask === 'object') return mask;
    const set = values.tcpFlagsOf(setWord);
    if (typeof set === 'object') return set;
    if ((set & ~mask) !== 0) {
      const message = `no packet has flags that are not looked at: ${values.quote(setWord)}`;
      return errorAt(setWord, message, 'name them in the first list too');
    }
    this.#match.tcpFlags = { mask, set };
    if (isInverted) this.#match.tcpFlagsInverted = true;
    return null;
  }

  #faultOfMatch(chain: Word): IptablesSyntaxError | null {
    const { protocol, protocolInverted } = this.#match;
    const ports = this.#given.get('sourcePorts') ?? this.#given.get('destinationPorts');
    if (ports !== undefined && !this.#isWithPorts()) return portsNeedProtocol(ports.option);
    const otherFault = this.#faultOfStates() ?? this.#faultOfPortLists() ?? this.#faultOfFlags();
    if (otherFault !== null) return otherFault;
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

  /** `-m multiport` and a list of ports belong together. */
  #faultOfPortLists(): IptablesSyntaxError | null {
    const lists = (['sourcePortList', 'destinationPortList', 'portList'] as const).flatMap(
      (subject) => this.#given.get(subject)?.option ?? [],
    );
    lists.sort((a, b) => a.column - b.column);
    const extension = this.#extensions.find(({ text }) => text === 'multiport');
    const [list, other] = lists;
    if (list === undefined) {
      if (extension === undefined) return null;
      return errorAt(extension, '-m multiport needs ports', 'such as --dports 80,443');
    }
    if (extension === undefined) {
      return errorAt(list, `${list.text} needs -m multiport`, `-m multiport ${list.text} …`);
    }
    if (other !== undefined) {
      return errorAt(other, `${other.text} after ${list.text}`, 'make it two rules');
    }
    return this.#isWithPorts() ? null : portsNeedProtocol(list);
  }

  #faultOfFlags(): IptablesSyntaxError | null {
    const [flags, syn] = [this.#given.get('tcpFlags'), this.#given.get('syn')];
    const given = flags ?? syn;
    if (given === undefined) return null;
    if (flags !== undefined && syn !== undefined) {
      return errorAt(syn.option, '--syn is a form of --tcp-flags', 'leave one of them out');
    }
    const { protocol, protocolInverted } = this.#match;
    if (protocol === PROTOCOL_TCP && !protocolInverted) return null;
    return errorAt(given.option, `${given.option.text} needs the protocol TCP`, 'add -p tcp');
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
    if (value.text === 'REJECT') return this.#reject();
    if (value.text === 'REDIRECT') return this.#redirect();
    if (value.text === 'MASQUERADE') return this.#masquerade();
    if (value.text === 'SNAT' || value.text === 'DNAT') return this.#translation(value.text, end);
    const known = [...PLAIN_TARGETS, 'REJECT', ...Object.keys(NAT_OPTIONS)];
    if (MISSING_TARGETS.includes(value.text)) {
      const hint = `one of ${known.join(', ')}, or a chain`;
      return errorAt(value, `the target ${value.text} is not supported`, hint);
    }
    return { type: 'JUMP', chain: value.text };
  }

  /** An option of another target than the one that is given. */
  #strayOption(target: Word): IptablesSyntaxError | null {
    const answer = this.#given.get('rejectWith');
    if (answer !== undefined && target.text !== 'REJECT') {
      return errorAt(answer.option, '--reject-with is for REJECT only', 'add -j REJECT');
    }
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

  #reject(): FilterTarget | IptablesSyntaxError {
    const given = this.#given.get('rejectWith');
    if (given === undefined) return { type: 'REJECT', with: 'icmp-port-unreachable' };
    const answer = values.rejectWithOf(given.value);
    if (typeof answer === 'object') return answer;
    const { protocol, protocolInverted } = this.#match;
    if (answer === 'tcp-reset' && (protocol !== PROTOCOL_TCP || protocolInverted)) {
      return errorAt(given.value, 'tcp-reset needs the protocol TCP', 'add -p tcp');
    }
    return { type: 'REJECT', with: answer };
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
