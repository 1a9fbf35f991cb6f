// Hot path: rules prepared for matching. Every rule has the same fields, whatever it looks at.
import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import { maskOf } from '../address/prefix.js';
import type { Chain } from './chain.js';
import { stateBits } from './connectionState.js';
import { NOT_PARSED, type PacketFields } from './packetFields.js';
import type { FilterMatch, FilterRule, MultiportMatch } from './rule.js';

const ANY_VALUE = -1;

// What a rule does: its target as the hot path knows it.
const ACTION_ACCEPT = 0;
export const ACTION_DROP = 1;
export const ACTION_RETURN = 2;
export const ACTION_JUMP = 3;
/** REDIRECT, SNAT, DNAT, MASQUERADE. */
export const ACTION_TRANSLATE = 4;

const ACTIONS = {
  ACCEPT: ACTION_ACCEPT,
  DROP: ACTION_DROP,
  // The host answers; here it is a drop.
  REJECT: ACTION_DROP,
  RETURN: ACTION_RETURN,
  JUMP: ACTION_JUMP,
  REDIRECT: ACTION_TRANSLATE,
  SNAT: ACTION_TRANSLATE,
  DNAT: ACTION_TRANSLATE,
  MASQUERADE: ACTION_TRANSLATE,
} as const;

/** A rule in its chain, prepared for matching. */
export class ActiveRule {
  readonly rule: FilterRule;
  readonly action: number;
  /** The chain of a jump. */
  readonly jump: Chain | null;
  /** Packets to which it applied. */
  packetCount = 0;

  readonly #protocol: number;
  readonly #protocolInverted: boolean;
  readonly #source: Ipv4Address;
  readonly #sourceMask: number;
  readonly #sourceInverted: boolean;
  readonly #destination: Ipv4Address;
  readonly #destinationMask: number;
  readonly #destinationInverted: boolean;
  readonly #inInterface: InterfaceMatch | null;
  readonly #outInterface: InterfaceMatch | null;
  readonly #sourcePorts: PortMatch | null;
  readonly #destinationPorts: PortMatch | null;
  readonly #multiport: MultiportPredicate | null;
  readonly #tcpFlags: FlagsMatch | null;
  readonly #icmp: IcmpMatch | null;
  /** Bits of the states that apply; 0: all. */
  readonly #states: number;

  constructor(rule: FilterRule, jump: Chain | null) {
    const { match } = rule;
    this.rule = rule;
    this.action = ACTIONS[rule.target.type];
    this.jump = jump;
    this.#protocol = match.protocol ?? ANY_VALUE;
    this.#protocolInverted = match.protocol !== undefined && match.protocolInverted === true;
    this.#source = match.source?.address ?? ANY;
    this.#sourceMask = maskOf(match.source?.length ?? 0);
    this.#sourceInverted = match.source !== undefined && match.sourceInverted === true;
    this.#destination = match.destination?.address ?? ANY;
    this.#destinationMask = maskOf(match.destination?.length ?? 0);
    this.#destinationInverted =
      match.destination !== undefined && match.destinationInverted === true;
    this.#inInterface = interfaceMatch(match.inInterface, match.inInterfaceInverted);
    this.#outInterface = interfaceMatch(match.outInterface, match.outInterfaceInverted);
    this.#sourcePorts = portMatch(match.sourcePorts, match.sourcePortsInverted);
    this.#destinationPorts = portMatch(match.destinationPorts, match.destinationPortsInverted);
    this.#multiport = multiportMatch(match.multiport, match.multiportInverted);
    this.#tcpFlags = flagsMatch(match.tcpFlags, match.tcpFlagsInverted);
    this.#icmp = match.icmpType === undefined ? null : new IcmpMatch(match.icmpType, match);
    this.#states = stateBits(match.states, match.statesInverted);
  }

  /** Whether the rule applies to a packet. */
  applies(fields: PacketFields): boolean {
    const isProtocol = this.#protocol === ANY_VALUE || this.#protocol === fields.protocol;
    if (isProtocol === this.#protocolInverted) return false;
    const isSource = ((fields.source ^ this.#source) & this.#sourceMask) === 0;
    if (isSource === this.#sourceInverted) return false;
    const isDestination = ((fields.destination ^ this.#destination) & this.#destinationMask) === 0;
    if (isDestination === this.#destinationInverted) return false;
    return (
      (this.#inInterface === null || this.#inInterface.matches(fields.inInterface)) &&
      (this.#outInterface === null || this.#outInterface.matches(fields.outInterface)) &&
      (this.#sourcePorts === null || this.#sourcePorts.matches(fields.sourcePort)) &&
      (this.#destinationPorts === null || this.#destinationPorts.matches(fields.destinationPort)) &&
      (this.#multiport === null || this.#multiport.matches(fields)) &&
      (this.#tcpFlags === null || this.#tcpFlags.matches(fields.tcpFlags)) &&
      (this.#icmp === null || this.#icmp.matches(fields)) &&
      (this.#states === 0 || (this.#states & fields.connectionState) !== 0)
    );
  }
}

/** The name of a NIC, or how it begins. */
class InterfaceMatch {
  readonly #name: string;
  readonly #isPrefix: boolean;
  readonly #isInverted: boolean;

  constructor(pattern: string, isInverted: boolean) {
    this.#isPrefix = pattern.endsWith('+');
    this.#name = this.#isPrefix ? pattern.slice(0, -1) : pattern;
    this.#isInverted = isInverted;
  }

  matches(name: string | null): boolean {
    if (name === null) return true;
    const isMatch = this.#isPrefix ? name.startsWith(this.#name) : name === this.#name;
    return isMatch !== this.#isInverted;
  }
}

function interfaceMatch(pattern: string | undefined, isInverted = false): InterfaceMatch | null {
  return pattern === undefined || pattern === '' ? null : new InterfaceMatch(pattern, isInverted);
}

class PortMatch {
  readonly #first: number;
  readonly #last: number;
  readonly #isInverted: boolean;

  constructor(first: number, last: number, isInverted: boolean) {
    this.#first = first;
    this.#last = last;
    this.#isInverted = isInverted;
  }

  matches(port: number): boolean {
    if (port === NOT_PARSED) return false;
    return (port >= this.#first && port <= this.#last) !== this.#isInverted;
  }
}

function portMatch(range: FilterMatch['sourcePorts'], isInverted = false): PortMatch | null {
  if (range === undefined) return null;
  return new PortMatch(range.first, range.last, isInverted);
}

class MultiportPredicate {
  readonly #match: MultiportMatch;
  readonly #isInverted: boolean;

  constructor(match: MultiportMatch, isInverted: boolean) {
    this.#match = match;
    this.#isInverted = isInverted;
  }

  matches({ sourcePort, destinationPort }: PacketFields): boolean {
    if (sourcePort === NOT_PARSED) return false;
    const { side } = this.#match;
    const isMatch =
      (side !== 'destination' && this.#has(sourcePort)) ||
      (side !== 'source' && this.#has(destinationPort));
    return isMatch !== this.#isInverted;
  }

  #has(port: number): boolean {
    return this.#match.ranges.some(({ first, last }) => port >= first && port <= last);
  }
}

function multiportMatch(
  match: MultiportMatch | undefined,
  isInverted = false,
): MultiportPredicate | null {
  return match === undefined ? null : new MultiportPredicate(match, isInverted);
}

class FlagsMatch {
  readonly #mask: number;
  readonly #set: number;
  readonly #isInverted: boolean;

  constructor(mask: number, set: number, isInverted: boolean) {
    this.#mask = mask;
    this.#set = set;
    this.#isInverted = isInverted;
  }

  matches(flags: number): boolean {
    if (flags === NOT_PARSED) return false;
    return ((flags & this.#mask) === this.#set) !== this.#isInverted;
  }
}

function flagsMatch(match: FilterMatch['tcpFlags'], isInverted = false): FlagsMatch | null {
  return match === undefined ? null : new FlagsMatch(match.mask, match.set, isInverted);
}

class IcmpMatch {
  readonly #type: number;
  readonly #code: number;
  readonly #isInverted: boolean;

  constructor(type: number, match: FilterMatch) {
    this.#type = type;
    this.#code = match.icmpCode ?? ANY_VALUE;
    this.#isInverted = match.icmpInverted ?? false;
  }

  matches(fields: PacketFields): boolean {
    if (fields.icmpType === NOT_PARSED) return false;
    const isCode = this.#code === ANY_VALUE || this.#code === fields.icmpCode;
    return (fields.icmpType === this.#type && isCode) !== this.#isInverted;
  }
}
