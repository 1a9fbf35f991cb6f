// Hot path: a user's runs have a fingerprint, so three records a hop are written.

import { bytesToHex } from '@noble/hashes/utils.js';
import {
  type Disposition,
  dispositionKind,
  dispositionName,
  type PacketBuffer,
  type PassingType,
} from '@packetloom/core';
import type { EventBus } from '../bus/eventBus.js';
import type { EventSource, EventTap, OtherEvent } from '../bus/eventTap.js';
import type { LinkImpairment } from '../bus/simulationEvent.js';
import {
  type MakeSha256,
  portableSha256,
  type RecordedValue,
  RecordWriter,
} from '../record/index.js';
import type { VirtualClock } from '../time/virtualClock.js';
import { eventFieldsOf, eventNumberOf } from './eventFields.js';

/** In front of all records; changes whenever the encoding does. */
export const FINGERPRINT_FORMAT = 'packetloom/fingerprint/2';

/** Numbers of records: what comes beside events, and events by {@link eventNumberOf}. */
const PLACE = 0;
const TEXT = 255;
const RECEIVED = eventNumberOf('received');
const TRANSMITTED = eventNumberOf('transmitted');
const FORWARDED = eventNumberOf('forwarded');
const ORIGINATED = eventNumberOf('originated');
const DELIVERED = eventNumberOf('delivered');
const CONSUMED = eventNumberOf('consumed');
const DROPPED = eventNumberOf('dropped');
const LINK_DROPPED = eventNumberOf('link-dropped');

/**
 * Flags in the second octet of the record of an event: numbers that follow, since they are not what they mostly are.
 */
const TIME_PASSED = 1;
const IDENTITY_DIFFERS = 2;
const HAS_CAUSE = 4;

/** Octets of a transport header: TCP's without options. */
const TRANSPORT_OCTETS = 20;
const WORD = 4;

/**
 * Takes the fingerprint of everything that happens from its making on: SHA-256 over records in the order in which
 * things happen. Equal runs have equal fingerprints on every machine; one octet, one nanosecond or one event more
 * gives another. The records are (numbers as `RecordWriter` says):
 *
 * - the name of the format, as a text, before all others;
 * - of a source (a NIC, a host, a direction of a link) or a text when it first occurs: what it is, from then on known
 *   by its number, counted from 0;
 * - of an event: one octet for its type, one for flags; its time, if that is not that of the event before; its source
 *   and what else it tells; of its packet the serial number, identity and cause where they do not follow from
 *   that, the length, and octets. All octets count where a datagram begins or ends, those of its headers where a
 *   NIC receives or transmits it.
 */
export class FingerprintRecorder implements EventTap {
  readonly #clock: VirtualClock;
  readonly #writer: RecordWriter;
  readonly #stop: () => void;
  #timeNs = 0;
  #events = 0;
  /** Numbers of sources by their index on the bus. */
  readonly #sources: (number | undefined)[] = [];
  #sourceCount = 0;
  readonly #texts = new Map<string, number>();

  constructor(bus: EventBus, clock: VirtualClock, makeHash: MakeSha256 = portableSha256) {
    this.#clock = clock;
    this.#writer = new RecordWriter(makeHash());
    this.#writer.text(FINGERPRINT_FORMAT);
    this.#stop = bus.addTap(this);
  }

  /** Events so far. */
  get events(): number {
    return this.#events;
  }

  /** SHA-256 of all events so far, as 64 hexadecimal digits. More may follow. */
  digestHex(): string {
    return bytesToHex(this.#writer.digest());
  }

  /** Listens no more. */
  stop(): void {
    this.#stop();
  }

  passed(type: PassingType, source: EventSource, packet: PacketBuffer): void {
    switch (type) {
      case 'received':
        this.#begin(RECEIVED, source, packet);
        this.#headers(packet);
        return;
      case 'forwarded':
        // Its octets stand in the record before and in the one after.
        this.#begin(FORWARDED, source, packet);
        return;
      case 'transmitted':
        this.#begin(TRANSMITTED, source, packet);
        this.#headers(packet);
        return;
      default:
        this.#begin(eventNumberOf(type), source, packet);
        this.#headers(packet);
    }
  }

  originated(source: EventSource, packet: PacketBuffer, cause: string): void {
    const text = this.#numberOfText(cause);
    this.#begin(ORIGINATED, source, packet);
    this.#writer.uint32(text);
    this.#whole(packet);
  }

  delivered(source: EventSource, packet: PacketBuffer, protocol: number, port: number): void {
    this.#begin(DELIVERED, source, packet);
    this.#writer.uint32(protocol);
    this.#writer.uint32(port);
    this.#whole(packet);
  }

  ended(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    const text = this.#numberOfText(dispositionName(disposition));
    this.#begin(dispositionKind(disposition) === 'dropped' ? DROPPED : CONSUMED, source, packet);
    this.#writer.uint32(text);
    this.#whole(packet);
  }

  linkDropped(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    const text = this.#numberOfText(dispositionName(disposition));
    this.#begin(LINK_DROPPED, source, packet);
    this.#writer.uint32(text);
    this.#whole(packet);
  }

  linkImpaired(type: LinkImpairment, source: EventSource, packet: PacketBuffer): void {
    this.#begin(eventNumberOf(type), source, packet);
    this.#headers(packet);
  }

  other(event: OtherEvent, packet: PacketBuffer | null): void {
    this.#head(eventNumberOf(event.type), 0);
    for (const name of eventFieldsOf(event.type)) {
      const value: RecordedValue | undefined = Reflect.get(event, name);
      this.#writer.value(value ?? null);
    }
    if (packet === null) return;
    const { serial, identity, cause } = packet;
    this.#writer.value(serial);
    this.#writer.value(identity);
    this.#writer.value(cause);
    this.#writer.begin();
    this.#headers(packet);
  }

  /** Type, time, source and the numbers of the packet. */
  #begin(type: number, source: EventSource, packet: PacketBuffer): void {
    const number = this.#sources[source.index] ?? this.#newSource(source);
    const { serial, identity, cause } = packet;
    const writer = this.#writer;
    this.#head(type, (identity === serial ? 0 : IDENTITY_DIFFERS) | (cause === 0 ? 0 : HAS_CAUSE));
    writer.uint32(number);
    writer.double(serial);
    if (identity !== serial) writer.double(identity);
    if (cause !== 0) writer.double(cause);
  }

  #head(type: number, flags: number): void {
    this.#events++;
    const { nowNs } = this.#clock;
    const writer = this.#writer;
    writer.begin();
    writer.octet(type);
    if (nowNs === this.#timeNs) {
      writer.octet(flags);
    } else {
      this.#timeNs = nowNs;
      writer.octet(flags | TIME_PASSED);
      writer.double(nowNs);
    }
  }

  #whole(packet: PacketBuffer): void {
    this.#writer.uint32(packet.length);
    this.#writer.octetsOf(packet, packet.length);
  }

  /** What forwarding, NAT and links change is in the headers. */
  #headers(packet: PacketBuffer): void {
    const { length } = packet;
    this.#writer.uint32(length);
    if (length === 0) return;
    const count = (packet.view.getUint8(packet.start) & 0x0f) * WORD + TRANSPORT_OCTETS;
    this.#writer.octetsOf(packet, Math.min(count, length));
  }

  #newSource({ index, kind, name, part }: EventSource): number {
    const writer = this.#writer;
    writer.begin();
    writer.octet(PLACE);
    writer.value(kind);
    writer.value(name);
    writer.value(part);
    const number = this.#sourceCount++;
    this.#sources[index] = number;
    return number;
  }

  #numberOfText(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) {
      this.#writer.begin();
      this.#writer.octet(TEXT);
      this.#writer.text(text);
      number = this.#texts.size;
      this.#texts.set(text, number);
    }
    return number;
  }
}
