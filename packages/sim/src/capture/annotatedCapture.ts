// Hot path of a capture with comments: packets are written at once, and given their comments where they stand.
import {
  type Disposition,
  dispositionName,
  type Nic,
  type PacketBuffer,
  type PacketTap,
} from '@packetloom/core';
import type { EventBus } from '../bus/eventBus.js';
import type { EventSource } from '../bus/eventTap.js';
import { describeDrop } from '../observe/dropReasons.js';
import type { VirtualClock } from '../time/virtualClock.js';
import type { ByteSink } from './byteSink.js';
import { PcapngWriter } from './pcapngWriter.js';

/** What an annotated capture looks at. */
export interface AnnotatedCaptureOptions {
  readonly clock: VirtualClock;
  readonly bus: EventBus;
  readonly nics: readonly Nic[];
  /** The NIC that sends into a direction of a link, by the link's name. */
  senderOf(link: string, direction: string): Nic | null;
}

/** In front of the comment of a packet that was captured before, when it was not dropped yet. */
const SHOWN_AGAIN = 'shown again where it ends; ';

/**
 * A capture that says of every dropped packet where and why, as a comment, and of every packet which
 * datagram it is: its packet id is the identity. What one event of the clock captures can be given comments until it
 * is over, since a drop follows the capture of its packet. A packet that is dropped later (lost on a link
 * that goes down, timed out) is shown once more, then.
 */
export class AnnotatedCapture {
  readonly #options: AnnotatedCaptureOptions;
  readonly #writer: PcapngWriter;
  readonly #taps = new Map<Nic, NicTap>();
  readonly #stop: () => void;
  /** Packets of this event of the clock: their serial numbers, and where they stand. */
  readonly #serials: number[] = [];
  readonly #positions: number[] = [];
  #count = 0;
  #event = -1;

  constructor(sink: ByteSink, options: AnnotatedCaptureOptions) {
    this.#options = options;
    this.#writer = new PcapngWriter(sink, { epochMs: options.clock.epochMs });
    for (const nic of options.nics) {
      const name = `${nic.host.name}:${nic.name}`;
      const linkType = nic.link.kind === 'ethernet' ? 'ethernet' : 'raw';
      const tap = new NicTap(this, this.#writer.addInterface({ name, linkType }));
      this.#taps.set(nic, tap);
      nic.tap = tap;
    }
    this.#stop = options.bus.onDrop((...drop) => this.#dropped(...drop));
  }

  /** A packet passes the NIC of an interface. It is borrowed for the call. */
  add(number: number, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void {
    const { nowNs, events } = this.#options.clock;
    if (events !== this.#event) this.#newEvent(events);
    const count = this.#count++;
    this.#serials[count] = packet.serial;
    this.#positions[count] = this.#writer.stackPacket(number, nowNs, direction, packet, true);
  }

  /** Ends the capture: everything is written. */
  end(): void {
    for (const [nic, tap] of this.#taps) if (nic.tap === tap) nic.tap = null;
    this.#stop();
    this.#writer.end();
  }

  #dropped(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    const { events } = this.#options.clock;
    if (events !== this.#event) this.#newEvent(events);
    const where = this.#whereOf(source, disposition);
    const comment = `${describeDrop(dispositionName(disposition))}, by ${where}; packet ${packet.identity}`;
    for (let index = this.#count - 1; index >= 0; index--) {
      if (this.#serials[index] !== packet.serial) continue;
      this.#comment(index, comment);
      return;
    }
    this.#showAgain(source, packet, `${SHOWN_AGAIN}${comment}`);
  }

  /** Packets that were written after this one move on. */
  #comment(commented: number, text: string): void {
    const positions = this.#positions;
    const added = this.#writer.comment(positions[commented] as number, text);
    for (let index = commented + 1; index < this.#count; index++) {
      positions[index] = (positions[index] as number) + added;
    }
  }

  #showAgain(source: EventSource, packet: PacketBuffer, comment: string): void {
    const nic = this.#nicOf(source);
    const tap = nic === null ? undefined : this.#taps.get(nic);
    if (nic === null || tap === undefined || nic.link.kind === 'ethernet') return;
    this.#writer.packet({
      interface: tap.interface,
      timeNs: this.#options.clock.nowNs,
      direction: source.kind === 'host' ? 'inbound' : 'outbound',
      octets: packet.toBytes(),
      packetId: packet.identity,
      comment,
    });
  }

  #whereOf({ kind, name, part }: EventSource, disposition: Disposition): string {
    if (kind === 'link') return `link ${name} (${part})`;
    const at = part === null ? name : `${name} at ${part}`;
    const rule = this.#options.bus.ruleOf?.(name, dispositionName(disposition)) ?? null;
    return rule === null ? at : `${at}, ${rule}`;
  }

  #nicOf({ kind, name, part }: EventSource): Nic | null {
    if (kind === 'link') return this.#options.senderOf(name, part ?? '');
    const ofHost = [...this.#taps.keys()].filter((nic) => nic.host.name === name);
    return ofHost.find((nic) => nic.name === part) ?? ofHost[0] ?? null;
  }

  #newEvent(event: number): void {
    this.#event = event;
    this.#count = 0;
    this.#writer.hold();
  }
}

/** One interface of a capture. */
class NicTap implements PacketTap {
  readonly interface: number;
  readonly #capture: AnnotatedCapture;

  constructor(capture: AnnotatedCapture, number: number) {
    this.#capture = capture;
    this.interface = number;
  }

  packet(_: Nic, packet: PacketBuffer, direction: 'inbound' | 'outbound'): void {
    this.#capture.add(this.interface, packet, direction);
  }
}
