import { ALL_ROUTERS, formatIpv4Address, formatMacAddress } from '@packetloom/core';
import type { AddressNames } from '@packetloom/language';
import type { EventFilter, PacketSummary, Simulation, SimulationEvent } from '@packetloom/sim';
import { icmpErrorText, packetBrief } from './packetText.js';
import { tcpRetransmitText, tcpStateLine } from './tcpLines.js';

/** A line of the story of a run. */
export interface TimelineEntry {
  readonly timeNs: number;
  /** Where it happened: a node or a link. */
  readonly where: string;
  readonly what: string;
  /** How it is meant: something good, something lost, or neither. */
  readonly tone: 'neutral' | 'good' | 'bad';
  /** How often it happened one after the other, and when last; once, if this is not there. */
  readonly times?: number;
  readonly lastNs?: number;
}

/** The story of a run, as far as it fits. */
export interface Timeline {
  readonly entries: readonly TimelineEntry[];
  /** Entries that were left out. */
  readonly more: number;
  /** Lines about the everyday work of IGMP that were not asked for. */
  readonly control: number;
}

/** Lines that are kept; nobody reads more. */
const MAX_ENTRIES = 400;

/** Events that make a line; of packets that are sent only answers, which ICMP errors are among. */
const TOLD: EventFilter = {
  types: [
    'icmp-error',
    'transmitted',
    'dropped',
    'link-dropped',
    'send-failed',
    'app-failed',
    'fragmented',
    'reassembled',
    'membership',
    'group-members',
    'address-conflict',
    'tcp-state',
    'tcp-retransmit',
  ],
  about: (type, { cause }) => type !== 'transmitted' || cause !== 0,
};

/** Collects what a person wants to know of a run: not each hop, but what is decided, lost and changed. */
export class TimelineRecorder {
  readonly #entries: TimelineEntry[] = [];
  readonly #nameOf: AddressNames;
  /** What ICMP errors say that were made and not sent yet, by the serial number of the packet. */
  readonly #made = new Map<number, { readonly about: number; readonly error: string }>();
  /** Errors that were sent: the drop that each is about is told next, by the same host. */
  #sent: { readonly about: number; readonly entry: TimelineEntry }[] = [];
  #more = 0;
  #control = 0;
  readonly #withControl: boolean;

  /** `withControl`: with the everyday work of IGMP. */
  constructor(simulation: Simulation, nameOf: AddressNames, withControl = false) {
    this.#nameOf = nameOf;
    this.#withControl = withControl;
    simulation.bus.eventsOf(TOLD).subscribe((event) => this.#observe(event));
  }

  /** The lines in the order of time; of one time, as they came. */
  get timeline(): Timeline {
    this.#addSentErrors();
    const entries = [...this.#entries].sort((a, b) => a.timeNs - b.timeNs);
    return { entries, more: this.#more, control: this.#control };
  }

  /** Adds a line that is no event. */
  add(line: Omit<TimelineEntry, 'tone'>): void {
    this.#add({ ...line, tone: 'neutral' });
  }

  #observe(event: SimulationEvent): void {
    const { timeNs } = event;
    if (!this.#withControl && isEverydayControl(event)) {
      this.#control += 1;
      return;
    }
    switch (event.type) {
      case 'icmp-error': {
        const error = icmpErrorText(event.icmpType, event.icmpCode);
        this.#made.set(event.packet.serial, { about: event.about, error });
        return;
      }
      case 'transmitted':
        this.#errorSent(event);
        return;
      case 'dropped': {
        // A frame for another station is lost to nobody.
        if (event.reason === 'not-for-this-link-address') return;
        const sent = this.#errorSentFor(event);
        const rule = event.rule === undefined ? '' : ` (${event.rule})`;
        const what = `drops ${packetBrief(event.packet, this.#nameOf)}: ${event.reason}${rule}${sent}`;
        this.#add({ timeNs, where: event.host, what, tone: 'bad' });
        return;
      }
      default: {
        const line = lineOf(event, this.#nameOf);
        if (line !== null) this.#add({ timeNs, ...line });
      }
    }
  }

  /** An error has its addresses only when it is sent. */
  #errorSent(event: PacketEvent): void {
    const { timeNs, host: where, packet } = event;
    const made = this.#made.get(packet.serial);
    if (made === undefined) return;
    this.#made.delete(packet.serial);
    const what = `sends ${this.#nameOf(packet.destination)} ICMP ${made.error}`;
    this.#sent.push({ about: made.about, entry: { timeNs, where, what, tone: 'neutral' } });
  }

  /** What the host that drops a packet told about it just before. */
  #errorSentFor({ host, packet, timeNs }: PacketEvent): string {
    const sent = this.#sent.find(
      ({ about, entry }) =>
        about === packet.identity && entry.where === host && entry.timeNs === timeNs,
    );
    if (sent === undefined) return '';
    this.#sent = this.#sent.filter((other) => other !== sent);
    return `; ${sent.entry.what}`;
  }

  #add(entry: TimelineEntry): void {
    this.#addSentErrors(entry.timeNs);
    this.#push(entry);
  }

  /** Errors whose packet was not dropped at once, told by themselves. */
  #addSentErrors(beforeNs = Number.POSITIVE_INFINITY): void {
    if (this.#sent.length === 0) return;
    const due = this.#sent.filter(({ entry }) => entry.timeNs < beforeNs);
    this.#sent = this.#sent.filter((sent) => !due.includes(sent));
    for (const { entry } of due) this.#push(entry);
  }

  #push(entry: TimelineEntry): void {
    const last = this.#entries.at(-1);
    if (last !== undefined && last.where === entry.where && last.what === entry.what) {
      const times = (last.times ?? 1) + 1;
      this.#entries[this.#entries.length - 1] = { ...last, times, lastNs: entry.timeNs };
    } else if (this.#entries.length < MAX_ENTRIES) {
      this.#entries.push(entry);
    } else {
      this.#more += 1;
    }
  }
}

type Line = Omit<TimelineEntry, 'timeNs'>;

/** Something that happened to a packet on a host. */
interface PacketEvent {
  readonly timeNs: number;
  readonly host: string;
  readonly packet: PacketSummary;
}

const IGMP = 2;

/**
 * What goes on wherever IGMP is spoken and harms nobody: a message that reaches a host which is in no such
 * group, and routers that join theirs. IGMP that is lost on its way is another matter.
 */
function isEverydayControl(event: SimulationEvent): boolean {
  if (event.type === 'membership') return event.group === ALL_ROUTERS;
  if (event.type !== 'dropped') return false;
  return event.packet.protocol === IGMP && event.reason === 'invalid-destination';
}

function lineOf(event: SimulationEvent, nameOf: AddressNames): Line | null {
  switch (event.type) {
    case 'link-dropped':
      // What a switch sends nowhere is not lost.
      if (event.reason === 'no-port-needs-it') return null;
      return bad(event.link, `loses ${packetBrief(event.packet, nameOf)}: ${event.reason}`);
    case 'send-failed': {
      const { host, app, destination, error, cause } = event;
      if (cause === 'icmp' && destination !== null) {
        return bad(host, `cannot answer ${nameOf(destination)}: ${error}`);
      }
      const to = destination === null ? '' : ` to ${nameOf(destination)}`;
      return bad(app ?? host, `${host} cannot send${to}: ${error}`);
    }
    case 'app-failed':
      return bad(event.app, `${event.host} cannot begin: ${event.error}`);
    case 'fragmented':
      return neutral(
        event.host,
        `fragments ${packetBrief(event.packet, nameOf)} into ${event.count}`,
      );
    case 'reassembled':
      return neutral(event.host, `reassembles ${packetBrief(event.packet, nameOf)}`);
    case 'membership': {
      const verb = event.state === 'joined' ? 'joins' : 'leaves';
      return neutral(event.host, `${event.nic} ${verb} ${formatIpv4Address(event.group)}`);
    }
    case 'group-members': {
      const { host, nic, group, state } = event;
      const members = `members of ${formatIpv4Address(group)}`;
      const what = `${nic} has ${state === 'present' ? members : `no ${members} any more`}`;
      return neutral(host, what);
    }
    case 'address-conflict': {
      const { host, nic, address, linkAddress } = event;
      const other = formatMacAddress(linkAddress);
      return bad(host, `sees ${formatIpv4Address(address)} of ${nic} at another station, ${other}`);
    }
    case 'tcp-state':
      return tcpStateLine(event, nameOf);
    case 'tcp-retransmit':
      return bad(event.host, tcpRetransmitText(event, nameOf));
    default:
      return null;
  }
}

function neutral(where: string, what: string): Line {
  return { where, what, tone: 'neutral' };
}

function bad(where: string, what: string): Line {
  return { where, what, tone: 'bad' };
}
