import {
  type ChainPolicy,
  contains,
  type FilterMatch,
  type FilterRule,
  type Ipv4Address,
  networkOf,
} from '@packetloom/core';
import { decodeIpv4, isCodecError } from '@packetloom/core/wire';
import type { PacketSummary } from '@packetloom/sim';
import type { FilterFacts } from './filters.js';

/** A table that only lets pass or drops. */
type Table = 'mangle' | 'filter';

/** What drops a packet: `rule 2 of FORWARD in table mangle`; null: nothing does; undefined: nobody can say. */
export type Verdict = string | null | undefined;

/** A packet at a hook, and the NICs that rules can know there; an empty name for none. */
export interface FilteredPacket {
  readonly packet: PacketSummary;
  readonly inInterface: string;
  readonly outInterface: string;
}

const ICMP = 1;
const TCP = 6;
const UDP = 17;

/** The rules of one node as iptables(8) describes them, without a thought of speed. Time only goes on. */
export class FilterModel {
  readonly #commands: FilterFacts['commands'];
  #done = 0;
  readonly #rules = new Map<string, FilterRule[]>();
  readonly #policies = new Map<string, ChainPolicy>();

  constructor({ commands }: FilterFacts) {
    this.#commands = commands;
  }

  /** What becomes of a packet in the chain of a table for a hook; nobody can say at the instant of a change. */
  verdict(table: Table, hook: string, timeNs: number, filtered: FilteredPacket): Verdict {
    while ((this.#commands[this.#done]?.atNs ?? timeNs) < timeNs) this.#carryOut(this.#done++);
    if (this.#commands[this.#done]?.atNs === timeNs) return undefined;
    const fields = fieldsOf(filtered);
    if (fields === null) return undefined;
    const ofTable = table === 'filter' ? '' : ` in table ${table}`;
    const decided = this.#ask(`${table} ${hook}`, hook, table, fields);
    if (decided !== undefined) return decided === null ? null : decided + ofTable;
    const isRefused = this.#policies.get(`${table} ${hook}`) === 'DROP';
    return isRefused ? `the policy of ${hook}${ofTable}` : null;
  }

  /** undefined: no rule decides. */
  #ask(key: string, chain: string, table: Table, fields: Fields): Verdict {
    for (const [index, { match, target }] of (this.#rules.get(key) ?? []).entries()) {
      if (!applies(match, fields)) continue;
      if (target.type === 'ACCEPT') return null;
      if (target.type === 'RETURN') return undefined;
      if (target.type !== 'JUMP') return `rule ${index + 1} of ${chain}`;
      const inner = this.#ask(`${table} ${target.chain}`, target.chain, table, fields);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }

  #carryOut(index: number): void {
    const command = this.#commands[index]?.command;
    if (command === undefined) return;
    switch (command.kind) {
      case 'append':
        this.#chain(command.rule).push(command.rule);
        return;
      case 'insert':
        this.#chain(command.rule).splice(command.index, 0, command.rule);
        return;
      case 'delete':
        this.#chain(command).splice(command.index, 1);
        return;
      case 'delete-rule': {
        const rules = this.#chain(command.rule);
        const written = JSON.stringify(sorted(command.rule));
        const found = rules.findIndex((rule) => JSON.stringify(sorted(rule)) === written);
        if (found !== -1) rules.splice(found, 1);
        return;
      }
      case 'policy':
        this.#policies.set(`${command.table} ${command.chain}`, command.policy);
        return;
      case 'flush':
        for (const [key, rules] of this.#rules) {
          const [table, chain] = key.split(' ');
          if (table !== command.table) continue;
          if (command.chain === undefined || command.chain === chain) rules.length = 0;
        }
        return;
      default:
        return;
    }
  }

  #chain({ table, chain }: { readonly table: string; readonly chain: string }): FilterRule[] {
    const key = `${table} ${chain}`;
    const rules = this.#rules.get(key) ?? [];
    this.#rules.set(key, rules);
    return rules;
  }
}

/** What rules look at; null: it cannot be seen. */
interface Fields {
  readonly protocol: number;
  readonly source: Ipv4Address;
  readonly destination: Ipv4Address;
  readonly inInterface: string;
  readonly outInterface: string;
  readonly ports: readonly [source: number, destination: number] | null;
  readonly icmp: readonly [type: number, code: number] | null;
}

function fieldsOf({ packet, inInterface, outInterface }: FilteredPacket): Fields | null {
  const octets = packet.octets ?? new Uint8Array(0);
  const datagram = decodeIpv4(octets, 0, octets.length, { verifyChecksum: false });
  if (isCodecError(datagram)) return null;
  const { protocol, source, destination, payload, fragmentOffsetBytes } = datagram;
  const [a = 0, b = 0, c = 0, d = 0] = payload;
  const seen = fragmentOffsetBytes === 0 ? payload.length : 0;
  const hasPorts = (protocol === UDP || protocol === TCP) && seen >= 4;
  return {
    protocol,
    source,
    destination,
    inInterface,
    outInterface,
    ports: hasPorts ? [a * 256 + b, c * 256 + d] : null,
    icmp: protocol === ICMP && seen >= 2 ? [a, b] : null,
  };
}

/** Each condition by itself: does it hold, and is it asked the other way round? */
function applies(match: FilterMatch, packet: Fields): boolean {
  const { protocol, source, destination, inInterface, outInterface } = match;
  const { sourcePorts, destinationPorts, icmpType, icmpCode } = match;
  const conditions: readonly (readonly [boolean, boolean | undefined])[] = [
    [protocol === undefined || protocol === packet.protocol, match.protocolInverted],
    [source === undefined || contains(source, packet.source), match.sourceInverted],
    [
      destination === undefined || contains(destination, packet.destination),
      match.destinationInverted,
    ],
    [isNamed(inInterface, packet.inInterface), match.inInterfaceInverted],
    [isNamed(outInterface, packet.outInterface), match.outInterfaceInverted],
  ];
  if (conditions.some(([holds, isInverted]) => holds === (isInverted === true))) return false;
  if (sourcePorts !== undefined || destinationPorts !== undefined) {
    if (packet.ports === null) return false;
    const [from, to] = packet.ports;
    const isFrom = sourcePorts === undefined || isBetween(from, sourcePorts);
    const isTo = destinationPorts === undefined || isBetween(to, destinationPorts);
    if (isFrom === (match.sourcePortsInverted === true)) return false;
    if (isTo === (match.destinationPortsInverted === true)) return false;
  }
  if (icmpType === undefined) return true;
  if (packet.icmp === null) return false;
  const [type, code] = packet.icmp;
  const isType = type === icmpType && (icmpCode === undefined || code === icmpCode);
  return isType !== (match.icmpInverted === true);
}

/** A rule as a text in which equal rules are equal: networks without host bits, keys in order. */
function sorted({ match, target }: FilterRule): unknown {
  const { source, destination } = match;
  const fields = {
    ...match,
    source: source && { address: networkOf(source), length: source.length },
    destination: destination && { address: networkOf(destination), length: destination.length },
  };
  const inOrder = Object.entries(fields).filter(([, value]) => value !== undefined);
  return [inOrder.sort(([a], [b]) => a.localeCompare(b)), target];
}

function isNamed(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  return pattern.endsWith('+') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function isBetween(port: number, { first, last }: { first: number; last: number }): boolean {
  return first <= port && port <= last;
}
