import { Disposition, type DispositionName, dispositionKind } from '@packetloom/core';
import { type AddressNames, formatDuration } from '@packetloom/language';
import type { PacketEvent, PacketSummary } from '@packetloom/sim';
import { describeDrop } from '@packetloom/sim/internal';
import { fragmentText, icmpErrorText, packetText } from '../run/index.js';
import type { PacketStep } from './packetRecorder.js';
import { type SegmentNote, segmentText } from './segmentReader.js';

/** A line of the life of a datagram. */
export interface TraceStep {
  readonly timeNs: number;
  readonly identity: number;
  /** A node or a link. */
  readonly where: string;
  readonly what: string;
  readonly tone: 'neutral' | 'good' | 'bad';
}

/** A datagram of a story: the one that is explained, or one that it caused. */
export interface TracedPacket {
  readonly identity: number;
  /** Identity of the datagram that caused it; 0 for the first. */
  readonly cause: number;
  /** What it is: addresses, ports, length. */
  readonly text: string;
  /** The app that sent it; null for what stacks send themselves. */
  readonly app: string | null;
}

/** The life of a datagram, to be read. */
export interface PacketTrace {
  readonly packets: readonly TracedPacket[];
  readonly steps: readonly TraceStep[];
  /** How the datagram ended: each of its packets that went no further. Empty: it is still on its way. */
  readonly ends: readonly TraceStep[];
}

/** Went on in other packets, or was one too many: no end of a datagram. */
const NOT_THE_END: ReadonlySet<string> = new Set([
  'fragmented',
  'reassembled',
  'duplicate-fragment',
]);

/** Tells the life of a datagram from what happened to it. */
export function tracePacket(
  identity: number,
  recorded: readonly PacketStep[],
  nameOf: AddressNames,
  segment: SegmentNote | null = null,
): PacketTrace {
  const describer = new StepDescriber(nameOf);
  const steps: TraceStep[] = [];
  const ends: TraceStep[] = [];
  const delivered = new Set<number>();
  for (const [index, step] of recorded.entries()) {
    const { event } = step;
    if (isCoveredByNext(event, recorded[index + 1]?.event) || isCoveredByOthers(event)) continue;
    const { timeNs, packet } = event;
    const { where, what, tone = 'neutral' } = describer.describe(step);
    const line = { timeNs, identity: packet.identity, where, what, tone };
    steps.push(line);
    if (event.type === 'delivered') delivered.add(packet.serial);
    if (packet.identity === identity && isEnd(event, delivered)) ends.push(line);
  }
  const packets = packetsOf(recorded, nameOf).map((packet) =>
    segment !== null && packet.identity === identity
      ? { ...packet, text: `${packet.text}: ${segmentText(segment)}` }
      : packet,
  );
  return { packets, steps, ends };
}

/** That an error was made is told with what it says. */
function isCoveredByNext(event: PacketEvent, next: PacketEvent | undefined): boolean {
  return event.type === 'originated' && next?.type === 'icmp-error';
}

/** That a datagram is fragmented, or reassembled, is told of the whole. */
function isCoveredByOthers(event: PacketEvent): boolean {
  return (
    event.type === 'consumed' && (event.reason === 'fragmented' || event.reason === 'reassembled')
  );
}

function isEnd(event: PacketEvent, delivered: ReadonlySet<number>): boolean {
  switch (event.type) {
    case 'delivered':
    case 'dropped':
    case 'link-dropped':
      return true;
    case 'consumed':
      return !NOT_THE_END.has(event.reason) && !delivered.has(event.packet.serial);
    default:
      return false;
  }
}

/** Datagrams as they were first seen with both addresses. */
function packetsOf(recorded: readonly PacketStep[], nameOf: AddressNames): TracedPacket[] {
  const found = new Map<number, { packet: PacketSummary; app: string | null }>();
  for (const { event } of recorded) {
    const { packet } = event;
    const known = found.get(packet.identity);
    const app = (event.type === 'originated' ? event.app : undefined) ?? known?.app ?? null;
    const isBetter = known === undefined || (known.packet.source === 0 && packet.source !== 0);
    found.set(packet.identity, { packet: isBetter ? packet : known.packet, app });
  }
  return [...found.values()].map(({ packet, app }) => ({
    identity: packet.identity,
    cause: packet.cause,
    text: packetText(packet, nameOf),
    app,
  }));
}

interface Description {
  readonly where: string;
  readonly what: string;
  readonly tone?: TraceStep['tone'];
}

/** What a consuming stack did with a packet. */
const CONSUMED: Readonly<Record<string, string>> = {
  icmp: 'takes it: an ICMP message for itself',
  igmp: 'takes it: an IGMP message for itself',
  arp: 'takes it: an ARP message for itself',
  'duplicate-fragment': 'has this fragment already',
  'left-the-network': 'hands it out of the network',
};

class StepDescriber {
  readonly #nameOf: AddressNames;
  /** When packets were sent, by their serial numbers. */
  readonly #sentNs = new Map<number, number>();
  /** Source, destination and ports as they were last, by the identity of the datagram. */
  readonly #flows = new Map<number, string>();

  constructor(nameOf: AddressNames) {
    this.#nameOf = nameOf;
  }

  describe(step: PacketStep): Description {
    const description = this.#happened(step);
    const part = fragmentText(step.event.packet);
    const changed = this.#changed(step.event.packet);
    return {
      ...description,
      what: `${description.what}${part === '' ? '' : ` (${part})`}${changed}`,
    };
  }

  #happened(step: PacketStep): Description {
    const { event } = step;
    if (event.type === 'link-dropped') {
      const what = dropText(event.reason);
      return { where: `${event.link} (${event.direction})`, what, tone: 'bad' };
    }
    if (!('host' in event))
      return { where: `${event.link} (${event.direction})`, what: onLink(event) };
    return { where: event.host, ...this.#onHost(step, event) };
  }

  #onHost(
    step: PacketStep,
    event: Extract<PacketEvent, { host: string }>,
  ): Omit<Description, 'where'> {
    const { packet, nic } = event;
    const at = nic === null ? '' : ` at ${nic}`;
    switch (event.type) {
      case 'originated':
        return { what: originatedText(event) };
      case 'transmitted':
        this.#sentNs.set(packet.serial, event.timeNs);
        return { what: `sends it${at}${intoText(step)}` };
      case 'received':
        return { what: `receives it${at}${this.#tookText(event)}` };
      case 'forwarded':
        return { what: `forwards it by ${nic ?? 'no NIC'}, TTL now ${packet.ttl}` };
      case 'fragmented':
        return { what: `fragments it into ${event.count}` };
      case 'fragment-held':
        return { what: 'holds this fragment' };
      case 'reassembled':
        return { what: `reassembles it: ${packet.length} bytes` };
      case 'delivered': {
        const socket = event.port === 0 ? 'a socket' : `the socket of ${portText(event)}`;
        return { what: `delivers it to ${socket}`, tone: 'good' };
      }
      case 'consumed': {
        const isKind = dispositionKind(Disposition[event.reason]) === 'consumed';
        return {
          what: (isKind ? CONSUMED[event.reason] : undefined) ?? `ends it: ${event.reason}`,
        };
      }
      case 'dropped':
        return { what: `${dropText(event.reason)}${ruleText(event.rule)}`, tone: 'bad' };
      case 'icmp-error': {
        const error = icmpErrorText(event.icmpType, event.icmpCode);
        return { what: `makes it, about packet ${event.about}, which it quotes: ${error}` };
      }
    }
  }

  /** Time since the packet was sent; copies made on the way were not. */
  #tookText({ packet, timeNs }: PacketEvent): string {
    const sentNs = this.#sentNs.get(packet.serial);
    this.#sentNs.delete(packet.serial);
    return sentNs === undefined ? '' : `, ${formatDuration(timeNs - sentNs)} after it was sent`;
  }

  /** Addresses change where they are translated. */
  #changed(packet: PacketSummary): string {
    const { identity, protocol, source, destination, flagsAndFragmentOffset, cause } = packet;
    const isWhole = (flagsAndFragmentOffset & 0x1fff) === 0;
    if (source === 0 || !isWhole) return '';
    const flow = `${protocol} ${source} ${destination} ${packet.transport}`;
    const before = this.#flows.get(identity);
    this.#flows.set(identity, flow);
    // An answer that is being made may not have its addresses yet.
    if (before === undefined || before === flow || (cause !== 0 && before.includes(' 0 ')))
      return '';
    return `; it is now ${packetText(packet, this.#nameOf)}`;
  }
}

function dropText(reason: DispositionName): string {
  return describeDrop(reason).replace('dropped', 'drops it');
}

function ruleText(rule: string | undefined): string {
  return rule === undefined ? '' : `: ${rule}`;
}

function originatedText(event: Extract<PacketEvent, { type: 'originated' }>): string {
  const { packet, app } = event;
  if (app !== undefined) return `makes it, for app ${app}`;
  return packet.cause === 0 ? 'makes it' : `makes it, because of packet ${packet.cause}`;
}

function portText({ protocol, port }: { readonly protocol: number; readonly port: number }) {
  const name = { 1: 'ICMP identifier', 6: 'TCP port', 17: 'UDP port' }[protocol];
  return `${name ?? `protocol ${protocol},`} ${port}`;
}

function intoText({ into }: PacketStep): string {
  if (into === null) return '';
  const { link, direction, queuePackets, queueBytes } = into;
  const waiting =
    queuePackets === 0 ? '' : `, behind ${queuePackets} waiting (${queueBytes} bytes)`;
  return ` into ${link} (${direction})${waiting}`;
}

function onLink(event: Exclude<PacketEvent, { host: string } | { type: 'link-dropped' }>): string {
  switch (event.type) {
    case 'link-duplicated':
      return 'makes a copy of it';
    case 'link-corrupted':
      return 'inverts a bit of it';
    case 'link-reordered':
      return 'lets it arrive after one that was sent later';
  }
}
