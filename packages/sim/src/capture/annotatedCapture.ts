import type { Nic, PacketBuffer, PacketTap } from '@packetloom/core';
import type { Subscription } from 'rxjs';
import type { EventBus } from '../bus/eventBus.js';
import type { SimulationEvent } from '../bus/simulationEvent.js';
import { dropSentence } from '../observe/dropReasons.js';
import type { VirtualClock } from '../time/virtualClock.js';
import type { ByteSink } from './byteSink.js';
import { PcapngWriter } from './pcapngWriter.js';

/** What an annotated capture looks at. */
export interface AnnotatedCaptureParts {
  readonly clock: VirtualClock;
  readonly bus: EventBus;
  readonly nics: readonly Nic[];
  /** The NIC that sends into a direction of a link, by the link's name. */
  senderOf(link: string, direction: 'forward' | 'reverse'): Nic | null;
}

interface CapturedRecord {
  readonly interface: number;
  readonly timeNs: number;
  readonly direction: 'inbound' | 'outbound';
  readonly octets: Uint8Array;
  readonly serial: number;
  readonly packetId: number;
  comment?: string;
}

type DropEvent = SimulationEvent & { readonly type: 'dropped' | 'link-dropped' };

/** In front of the comment of a packet that was captured before, when it was not dropped yet. */
const SHOWN_AGAIN = 'shown again where it ends; ';

/**
 * A capture that says of every dropped packet where and why, as a comment, and of every packet which
 * datagram it is: its packet id is the identity. What one event of the clock captures is written when it
 * is over, since a drop follows the capture of its packet. A packet that is dropped later (lost on a link
 * that goes down, timed out) is shown once more, then.
 */
export class AnnotatedCapture implements PacketTap {
  readonly #parts: AnnotatedCaptureParts;
  readonly #writer: PcapngWriter;
  readonly #interfaces = new Map<Nic, number>();
  readonly #subscription: Subscription;
  readonly #records: CapturedRecord[] = [];
  /** Holds the octets of the records: an array for each would take longer to make than to write. */
  #copies = new Uint8Array(65_536);
  #copied = 0;
  #event = -1;

  constructor(sink: ByteSink, parts: AnnotatedCaptureParts) {
    this.#parts = parts;
    this.#writer = new PcapngWriter(sink, { epochMs: parts.clock.epochMs });
    for (const nic of parts.nics) {
      const name = `${nic.host.name}:${nic.name}`;
      const linkType = nic.link.kind === 'ethernet' ? 'ethernet' : 'raw';
      this.#interfaces.set(nic, this.#writer.addInterface({ name, linkType }));
      nic.tap = this;
    }
    const drops = parts.bus.eventsOf({ types: ['dropped', 'link-dropped'], octets: true });
    this.#subscription = drops.subscribe((event) => {
      if (isDrop(event)) this.#dropped(event);
    });
  }

  packet(nic: Nic, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void {
    const { bytes, start, length, linkHeaderLength, serial, identity } = packet;
    this.#newEvent();
    this.#records.push({
      interface: this.#interfaces.get(nic) as number,
      timeNs: this.#parts.clock.nowNs,
      direction,
      octets: this.#copyOf(bytes, start - linkHeaderLength, start + length),
      serial,
      packetId: identity,
    });
  }

  /** Ends the capture: everything is written. */
  end(): void {
    for (const nic of this.#interfaces.keys()) if (nic.tap === this) nic.tap = null;
    this.#subscription.unsubscribe();
    this.#write();
    this.#writer.end();
  }

  #dropped(event: DropEvent): void {
    this.#newEvent();
    const comment = `${dropSentence(event.reason)}, by ${subjectOf(event)}; packet ${event.packet.identity}`;
    const record = this.#records.findLast(({ serial }) => serial === event.packet.serial);
    if (record !== undefined) record.comment = comment;
    else this.#showAgain(event, `${SHOWN_AGAIN}${comment}`);
  }

  #showAgain(event: DropEvent, comment: string): void {
    const nic = this.#nicOf(event);
    const number = nic === null ? undefined : this.#interfaces.get(nic);
    const { octets, serial, identity: packetId } = event.packet;
    if (nic === null || number === undefined || octets === undefined) return;
    if (nic.link.kind === 'ethernet') return;
    const direction = event.type === 'dropped' ? 'inbound' : 'outbound';
    const { timeNs } = event;
    const about = { octets, serial, packetId, comment };
    this.#records.push({ interface: number, timeNs, direction, ...about });
  }

  #nicOf(event: DropEvent): Nic | null {
    if (event.type === 'link-dropped') return this.#parts.senderOf(event.link, event.direction);
    const { nic: name, host } = event;
    const ofHost = [...this.#interfaces.keys()].filter((nic) => nic.host.name === host);
    return ofHost.find((nic) => nic.name === name) ?? ofHost[0] ?? null;
  }

  #newEvent(): void {
    const { events } = this.#parts.clock;
    if (events === this.#event) return;
    this.#write();
    this.#event = events;
  }

  /** Octets as they are now, until the records of this event are written. */
  #copyOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
    const begin = this.#copied;
    const end = begin + to - from;
    if (end > this.#copies.length) {
      // Records that wait keep the array that they lie in.
      this.#copies = new Uint8Array(2 * end);
      this.#copied = 0;
      return this.#copyOf(bytes, from, to);
    }
    this.#copied = end;
    const copy = this.#copies.subarray(begin, end);
    copy.set(bytes.subarray(from, to));
    return copy;
  }

  #write(): void {
    for (const record of this.#records) this.#writer.packet(record);
    this.#records.length = 0;
    this.#copied = 0;
  }
}

function subjectOf(event: DropEvent): string {
  if (event.type === 'link-dropped') return `link ${event.link} (${event.direction})`;
  const at = event.nic === null ? event.host : `${event.host} at ${event.nic}`;
  return event.rule === undefined ? at : `${at}, ${event.rule}`;
}

function isDrop(event: SimulationEvent): event is DropEvent {
  return event.type === 'dropped' || event.type === 'link-dropped';
}
