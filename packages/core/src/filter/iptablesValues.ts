// Values in command lines of iptables(8) and iptables-extensions(8).
import { type Ipv4Address, parseIpv4Address } from '../address/ipv4Address.js';
import { type Ipv4Prefix, maskOf, parsePrefix } from '../address/prefix.js';
import {
  PROTOCOL_ICMP,
  PROTOCOL_IGMP,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
} from '../wire/protocolNumber.js';
import { TcpFlag } from '../wire/tcp.js';
import { CONNECTION_STATES, type ConnectionState } from './connectionState.js';
import { ICMP_TYPE_NAMES, type IcmpTypeAndCode } from './icmpTypeNames.js';
import { errorAt, type IptablesSyntaxError, nearestWord, type Word } from './iptablesWords.js';
import { type PortRange, REJECT_ANSWERS, type RejectWith } from './rule.js';

/** Every protocol, every ICMP type: nothing to match. */
export const ANYTHING = 'anything';

const PROTOCOL_NAMES: ReadonlyMap<string, number> = new Map([
  ['icmp', PROTOCOL_ICMP],
  ['igmp', PROTOCOL_IGMP],
  ['tcp', PROTOCOL_TCP],
  ['udp', PROTOCOL_UDP],
]);

const MAX_PORT = 65_535;
/** iptables' own stand-in for any ICMP type. */
const ANY_ICMP_TYPE = 255;

/** A protocol by name or number; `all` and 0 are every one. */
export function protocolOf(word: Word): number | typeof ANYTHING | IptablesSyntaxError {
  const name = word.text.toLowerCase();
  if (name === 'all') return ANYTHING;
  const known = PROTOCOL_NAMES.get(name) ?? numberOf(word.text, 255);
  if (known === null) {
    const message = `unknown protocol ${quote(word)}`;
    return errorAt(word, message, suggest(word, [...PROTOCOL_NAMES.keys(), 'all'], 'a number'));
  }
  return known === 0 ? ANYTHING : known;
}

/** An address, or a network by prefix length or mask. */
export function networkOf(word: Word): Ipv4Prefix | IptablesSyntaxError {
  const prefix = parsePrefix(word.text);
  if (prefix !== undefined) return prefix;
  const [addressText = '', maskText, ...rest] = word.text.split('/');
  const address = parseIpv4Address(addressText);
  const mask = maskText === undefined ? maskOf(32) : parseIpv4Address(maskText);
  const length = mask === undefined ? -1 : lengthOfMask(mask);
  if (address === undefined || length === -1 || rest.length > 0) {
    const hint = 'an address such as 10.0.0.1, or a network such as 10.0.0.0/24';
    return errorAt(word, `not an address or network: ${quote(word)}`, hint);
  }
  return { address, length };
}

/** A port, or a range such as `1024:2047`, `:1023` and `1024:`. */
export function portsOf(word: Word): PortRange | IptablesSyntaxError {
  const [firstText = '', lastText = firstText, ...rest] = word.text.split(':');
  const isRange = word.text.includes(':');
  const first = isRange && firstText === '' ? 0 : numberOf(firstText, MAX_PORT);
  const last = isRange && lastText === '' ? MAX_PORT : numberOf(lastText, MAX_PORT);
  if (first === null || last === null || first > last || rest.length > 0) {
    const hint = 'a number from 0 to 65535, or a range such as 1024:2047';
    return errorAt(word, `not a port or range of ports: ${quote(word)}`, hint);
  }
  return { first, last };
}

/** The most ports of `-m multiport`; a range counts as two. */
const MAX_PORTS = 15;

/** Ports and ranges of `-m multiport`: `22,80,8000:8080`. */
export function portListOf(word: Word): PortRange[] | IptablesSyntaxError {
  const ranges: PortRange[] = [];
  let ports = 0;
  for (const text of word.text.split(',')) {
    const range = portsOf({ text, column: word.column });
    if ('kind' in range) return range;
    ports += text.includes(':') ? 2 : 1;
    ranges.push(range);
  }
  if (ports <= MAX_PORTS) return ranges;
  const hint = `at most ${MAX_PORTS}, where a range counts as two`;
  return errorAt(word, `too many ports: ${ports}`, hint);
}

const TCP_FLAG_NAMES: ReadonlyMap<string, number> = new Map([
  ['FIN', TcpFlag.FIN],
  ['SYN', TcpFlag.SYN],
  ['RST', TcpFlag.RST],
  ['PSH', TcpFlag.PSH],
  ['ACK', TcpFlag.ACK],
  ['URG', TcpFlag.URG],
  ['ALL', TcpFlag.FIN | TcpFlag.SYN | TcpFlag.RST | TcpFlag.PSH | TcpFlag.ACK | TcpFlag.URG],
  ['NONE', 0],
]);

/** TCP flags with commas between them, as bits. */
export function tcpFlagsOf(word: Word): number | IptablesSyntaxError {
  let flags = 0;
  for (const name of word.text.split(',')) {
    const flag = TCP_FLAG_NAMES.get(name.toUpperCase());
    if (flag === undefined) {
      const hint = `one of ${[...TCP_FLAG_NAMES.keys()].join(', ')}, with commas and no blanks between them`;
      return errorAt(word, `not a TCP flag: ${JSON.stringify(name)}`, hint);
    }
    flags |= flag;
  }
  return flags;
}

/** What REJECT answers with; some have other names, too. */
export function rejectWithOf(word: Word): RejectWith | IptablesSyntaxError {
  const name = OTHER_REJECTS.get(word.text) ?? word.text;
  const known = REJECT_ANSWERS.find((answer) => answer === name);
  if (known !== undefined) return known;
  const hint = suggest(word, REJECT_ANSWERS, 'icmp-port-unreachable');
  return errorAt(word, `not an answer of REJECT: ${quote(word)}`, hint);
}

const OTHER_REJECTS: ReadonlyMap<string, RejectWith> = new Map([
  ['net-unreach', 'icmp-net-unreachable'],
  ['host-unreach', 'icmp-host-unreachable'],
  ['proto-unreach', 'icmp-proto-unreachable'],
  ['port-unreach', 'icmp-port-unreachable'],
  ['net-prohib', 'icmp-net-prohibited'],
  ['host-prohib', 'icmp-host-prohibited'],
  ['admin-prohib', 'icmp-admin-prohibited'],
  ['tcp-rst', 'tcp-reset'],
]);

/** A name, a number, or a number and a code such as `3/4`. */
export function icmpTypeOf(word: Word): IcmpTypeAndCode | typeof ANYTHING | IptablesSyntaxError {
  if (word.text === 'any') return ANYTHING;
  const named = ICMP_TYPE_NAMES.get(word.text);
  if (named !== undefined) return named;
  const [typeText = '', codeText, ...rest] = word.text.split('/');
  const icmpType = numberOf(typeText, 255);
  const icmpCode = codeText === undefined ? undefined : numberOf(codeText, 255);
  if (icmpType === null || icmpCode === null || rest.length > 0) {
    const hint = suggest(word, ICMP_TYPE_NAMES.keys(), 'a name, a number, or a pair such as 3/4');
    return errorAt(word, `unknown ICMP type ${quote(word)}`, hint);
  }
  if (icmpType === ANY_ICMP_TYPE && icmpCode === undefined) return ANYTHING;
  return icmpCode === undefined ? { icmpType } : { icmpType, icmpCode };
}

/** States that are known from elsewhere but not here. */
const MISSING_STATES = ['UNTRACKED', 'SNAT', 'DNAT'];

/** States of connections, such as `ESTABLISHED,RELATED`, in any order. */
export function statesOf(word: Word): ConnectionState[] | IptablesSyntaxError {
  const names = word.text.split(',').map((name) => name.toUpperCase());
  for (const name of names) {
    if (CONNECTION_STATES.some((known) => known === name)) continue;
    if (MISSING_STATES.includes(name)) {
      const hint = `one of ${CONNECTION_STATES.join(', ')}`;
      return errorAt(word, `the state ${name} is not supported`, hint);
    }
    const hint = 'NEW, ESTABLISHED, RELATED or INVALID, with commas and no blanks between them';
    return errorAt(word, `not a state of connections: ${JSON.stringify(name)}`, hint);
  }
  return CONNECTION_STATES.filter((state) => names.includes(state));
}

/** The port of REDIRECT. */
export function redirectPortOf(word: Word): number | IptablesSyntaxError {
  const port = numberOf(word.text, MAX_PORT);
  if (port !== null && port > 0) return port;
  return errorAt(word, `not a port: ${quote(word)}`, 'one number from 1 to 65535');
}

/** The ports of MASQUERADE: one, or a range such as `1024-2047`. */
export function masqueradePortsOf(word: Word): PortRange | IptablesSyntaxError {
  const [firstText = '', lastText = firstText, ...rest] = word.text.split('-');
  const first = numberOf(firstText, MAX_PORT);
  const last = numberOf(lastText, MAX_PORT);
  if (first === null || last === null || first === 0 || first > last || rest.length > 0) {
    const hint = 'a number from 1 to 65535, or a range such as 1024-2047';
    return errorAt(word, `not a port or range of ports: ${quote(word)}`, hint);
  }
  return { first, last };
}

/** The address of SNAT or DNAT, and a port behind a colon; 0 if there is none. */
export function natAddressOf(
  word: Word,
): { address: Ipv4Address; port: number } | IptablesSyntaxError {
  const [addressText = '', portText, ...rest] = word.text.split(':');
  const address = parseIpv4Address(addressText);
  const port = portText === undefined ? 0 : numberOf(portText, MAX_PORT);
  if (address === undefined || port === null || rest.length > 0) {
    const hint = 'one address, with or without a port: 10.0.0.1 or 10.0.0.1:8080';
    return errorAt(word, `not an address to translate to: ${quote(word)}`, hint);
  }
  return { address, port };
}

/** A word in quotation marks. */
export function quote({ text }: Word): string {
  return JSON.stringify(text);
}

/** The nearest known word as a hint, or what else is expected. */
export function suggest(word: Word, known: Iterable<string>, otherwise: string): string {
  const words = [...known];
  const nearest = nearestWord(word.text, words);
  if (nearest !== null) return `did you mean ${nearest}?`;
  return words.length > 12 ? otherwise : `one of ${words.join(', ')}, or ${otherwise}`;
}

function numberOf(text: string, largest: number): number | null {
  if (!/^[0-9]{1,5}$/.test(text)) return null;
  const value = Number(text);
  return value <= largest ? value : null;
}

/** How many leading ones a mask has; -1 if there are others. */
function lengthOfMask(mask: number): number {
  for (let length = 0; length <= 32; length++) if (maskOf(length) === mask) return length;
  return -1;
}
