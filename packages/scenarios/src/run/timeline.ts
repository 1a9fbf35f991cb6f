import { formatIpv4Address } from '@packetloom/core';
import type { PacketSummary, Simulation, SimulationEvent } from '@packetloom/sim';
import type { AddressNames } from '../addressing/index.js';

/** A line of the story of a run. */
export interface TimelineEntry {
  readonly timeNs: number;
  /** Where it happened: a node or a link. */
  readonly where: string;
  readonly what: string;
  /** How it is meant: something good, something lost, or neither. */
  readonly tone: 'neutral' | 'good' | 'bad';
}

/** The story of a run, as far as it fits. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** Entries that were left out. */
  readonly more: number;
}

/** Lines that are kept; nobody reads more. */
const MOST_ENTRIES = 400;

/** Collects what a person wants to know of a run: not each hop, but what is decided, lost and changed. */
export class TimelineRecorder {
  readonly #entries: TimelineEntry[] = [];
  /** What ICMP errors say that were made and not sent yet, by the serial number of the packet. */
  readonly #icmpErrors = new Map<number, string>();
  #more = 0;

  constructor(simulation: Simulation, nameOf: AddressNames) {
    simulation.bus.events$.subscribe((event) => {
      const line = this.#icmpErrorLine(event, nameOf) ?? lineOf(event, nameOf);
      if (line !== null) this.add({ timeNs: event.timeNs, ...line });
    });
  }

  /** An error that a node makes has its addresses only when it is sent. */
  #icmpErrorLine(event: SimulationEvent, nameOf: AddressNames): Line | null {
    if (event.type === 'icmp-error') {
      this.#icmpErrors.set(event.packet.serial, icmpErrorText(event.icmpType, event.icmpCode));
    }
    if (event.type !== 'transmitted') return null;
    const { serial, destination } = event.packet;
    const error = this.#icmpErrors.get(serial);
    if (error === undefined) return null;
    this.#icmpErrors.delete(serial);
    return neutral(event.host, `tells ${nameOf(destination)}: ${error}`);
  }

  /** Adds a line of one's own. */
  add(entry: TimelineEntry): void {
    if (this.#entries.length < MOST_ENTRIES) this.#entries.push(entry);
    else this.#more += 1;
  }

  /** The lines in the order of time; of one time, as they came. */
  get timeline(): Timeline {
    const entries = [...this.#entries].sort((a, b) => a.timeNs - b.timeNs);
    return { entries, more: this.#more };
  }
}

type Line = Omit<TimelineEntry, 'timeNs'>;

function lineOf(event: SimulationEvent, nameOf: AddressNames): Line | null {
  const packet = 'packet' in event ? packetText(event.packet, nameOf) : '';
  switch (event.type) {
    case 'dropped':
      return bad(event.host, `drops ${packet}: ${event.reason}`);
    case 'link-dropped':
      return bad(event.link, `loses ${packet}: ${event.reason}`);
    case 'fragmented':
      return neutral(event.host, `cuts ${packet} into ${event.count} fragments`);
    case 'reassembled':
      return neutral(event.host, `puts fragments together: ${packet}`);
    case 'link-state':
      return event.up ? good(event.link, 'comes up') : bad(event.link, 'goes down');
    case 'membership':
      return event.state === 'joined'
        ? neutral(event.host, `${event.nic} joins ${formatIpv4Address(event.group)}`)
        : neutral(event.host, `${event.nic} leaves ${formatIpv4Address(event.group)}`);
    default:
      return null;
  }
}

function neutral(where: string, what: string): Line {
  return { where, what, tone: 'neutral' };
}

function good(where: string, what: string): Line {
  return { where, what, tone: 'good' };
}

function bad(where: string, what: string): Line {
  return { where, what, tone: 'bad' };
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP' };

/** A packet in a few words: `UDP h1 → h2, 92 bytes`. */
function packetText(
  { protocol, source, destination, length }: PacketSummary,
  nameOf: AddressNames,
): string {
  const name = PROTOCOLS[protocol] ?? `protocol ${protocol}`;
  return `${name} ${nameOf(source)} → ${nameOf(destination)}, ${length} bytes`;
}

/** What an ICMP error says, in the words of the RFCs (792, 1122 3.2.2.1, 1812 5.2.7). */
export function icmpErrorText(type: number, code: number): string {
  return ICMP_ERRORS[`${type}/${code}`] ?? `ICMP ${type}/${code}`;
}

const ICMP_ERRORS: Readonly<Record<string, string>> = {
  '3/0': 'network unreachable (3/0)',
  '3/1': 'host unreachable (3/1)',
  '3/2': 'protocol unreachable (3/2)',
  '3/3': 'port unreachable (3/3)',
  '3/4': 'fragmentation needed and DF set (3/4)',
  '3/13': 'administratively prohibited (3/13)',
  '11/0': 'time to live exceeded in transit (11/0)',
  '11/1': 'fragment reassembly time exceeded (11/1)',
  '12/0': 'parameter problem (12/0)',
};
