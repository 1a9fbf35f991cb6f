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
import { type RecordedValue, RunningHash } from '../record/index.js';
import type { VirtualClock } from '../time/virtualClock.js';
import { eventFieldsOf, eventNumberOf } from './eventFields.js';

/** In front of all records; changes whenever the encoding does. */
export const FINGERPRINT_FORMAT = 'packetloom/fingerprint/3';

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

/** Flags behind the type of an event: what follows its first block. */
const MUCH_TIME_PASSED = 0x100;
const NOT_PLAIN = 0x200;
/** Where the length of a packet begins in the same word. */
const LENGTH_SHIFT = 16;
const MAX_WORD_LENGTH = 0xffff;
const MAX_WORD = 0x7fff_ffff;

/** Octets of a transport header: TCP's without options. */
const TRANSPORT_OCTETS = 20;
const WORD = 4;
/** IPv4 without options and a transport header, and its first octet: they need not be measured. */
const PLAIN_HEADERS = 40;
const PLAIN_FIRST_OCTET = 0x45;

/**
 * Takes the fingerprint of everything that happens from its making on: a hash over records in the order in which
 * things happen. Equal runs have equal fingerprints on every machine; one octet, one nanosecond or one event more
 * gives another, unless hashes of 128 bits collide. The records are (see `RunningHash`):
 *
 * - of a source (a NIC, a host, a direction of a link) or a text when it first occurs: what it is, from then on known
 *   by its number, counted from 0;
 * - of an event: a word with its type, flags, and the length of its packet; the number of its source and the serial
 *   number of the packet; the time since the event before, if it is another; length, serial number, identity and
 *   cause of a packet of which these are not what they mostly are; what else the event tells; and octets. All octets
 *   count where a datagram begins or ends, those of its headers where a NIC receives or transmits it.
 */
export class FingerprintRecorder implements EventTap {
  readonly #clock: VirtualClock;
  readonly #hash = new RunningHash();
  readonly #stop: () => void;
  #timeNs = 0;
  #events = 0;
  /** Numbers of sources by their index on the bus. */
  readonly #sources: (number | undefined)[] = [];
  #sourceCount = 0;
  readonly #texts = new Map<string, number>();

  constructor(bus: EventBus, clock: VirtualClock) {
    this.#clock = clock;
    this.#stop = bus.addTap(this);
  }

  /** Events so far. */
  get events(): number {
    return this.#events;
  }

  /** The fingerprint of all events so far, as 64 hexadecimal digits. More may follow. */
  digestHex(): string {
    return bytesToHex(this.#hash.digest(FINGERPRINT_FORMAT));
  }

  /** Listens no more. */
  stop(): void {
    this.#stop();
  }

  passed(type: PassingType, source: EventSource, packet: PacketBuffer): void {
    switch (type) {
      case 'received':
        this.#headed(RECEIVED, source, packet);
        return;
      case 'forwarded':
        // Its octets stand in the record before and in the one after.
        this.#begin(FORWARDED, source, packet);
        return;
      case 'transmitted':
        this.#headed(TRANSMITTED, source, packet);
        return;
      default:
        this.#headed(eventNumberOf(type), source, packet);
    }
  }

  originated(source: EventSource, packet: PacketBuffer, cause: string): void {
    const text = this.#numberOfText(cause);
    this.#begin(ORIGINATED, source, packet);
    this.#whole(packet, text, 0);
  }

  delivered(source: EventSource, packet: PacketBuffer, protocol: number, port: number): void {
    this.#begin(DELIVERED, source, packet);
    this.#whole(packet, protocol, port);
  }

  ended(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    const text = this.#numberOfText(dispositionName(disposition));
    this.#begin(dispositionKind(disposition) === 'dropped' ? DROPPED : CONSUMED, source, packet);
    this.#whole(packet, text, 0);
  }

  linkDropped(source: EventSource, packet: PacketBuffer, disposition: Disposition): void {
    const text = this.#numberOfText(dispositionName(disposition));
    this.#begin(LINK_DROPPED, source, packet);
    this.#whole(packet, text, 0);
  }

  linkImpaired(type: LinkImpairment, source: EventSource, packet: PacketBuffer): void {
    this.#headed(eventNumberOf(type), source, packet);
  }

  other(event: OtherEvent, packet: PacketBuffer | null): void {
    this.#events++;
    const hash = this.#hash;
    hash.block(eventNumberOf(event.type), packet === null ? 0 : 1, 0, 0);
    hash.number(this.#clock.nowNs);
    for (const name of eventFieldsOf(event.type)) {
      const value: RecordedValue | undefined = Reflect.get(event, name);
      hash.value(value ?? null);
    }
    if (packet === null) return;
    this.#numbersOf(packet);
    this.#headers(packet);
  }

  /** A record that has the headers of the packet. */
  #headed(type: number, source: EventSource, packet: PacketBuffer): void {
    const { view, start, serial, length } = packet;
    const { nowNs } = this.#clock;
    const elapsedNs = nowNs - this.#timeNs;
    if (
      length >= PLAIN_HEADERS &&
      view.getUint8(start) === PLAIN_FIRST_OCTET &&
      elapsedNs <= MAX_WORD &&
      isPlain(packet)
    ) {
      const number = this.#sources[source.index] ?? this.#newSource(source);
      this.#timeNs = nowNs;
      this.#events++;
      const what = type | (length << LENGTH_SHIFT);
      this.#hash.blockAndHeaders(what, number, serial, elapsedNs, view, start);
    } else {
      this.#begin(type, source, packet);
      this.#headers(packet);
    }
  }

  /** Type, source, the numbers of the packet, and time. */
  #begin(type: number, source: EventSource, packet: PacketBuffer): void {
    const number = this.#sources[source.index] ?? this.#newSource(source);
    const { serial, length } = packet;
    const { nowNs } = this.#clock;
    const elapsedNs = nowNs - this.#timeNs;
    this.#timeNs = nowNs;
    this.#events++;
    const hash = this.#hash;
    const what = type | (length << LENGTH_SHIFT);
    const plain = isPlain(packet);
    if (plain && elapsedNs <= MAX_WORD) {
      hash.block(what, number, serial, elapsedNs);
      return;
    }
    const flags = (elapsedNs > MAX_WORD ? MUCH_TIME_PASSED : 0) | (plain ? 0 : NOT_PLAIN);
    hash.block(what | flags, number, serial, elapsedNs);
    if (elapsedNs > MAX_WORD) hash.number(elapsedNs);
    if (!plain) this.#numbersOf(packet);
  }

  #numbersOf({ length, serial, identity, cause }: PacketBuffer): void {
    for (const number of [length, serial, identity, cause]) this.#hash.number(number);
  }

  /** Two numbers that an event tells, and all octets. */
  #whole({ view, start, length }: PacketBuffer, one: number, other: number): void {
    this.#hash.block(one, other, 0, 0);
    this.#hash.octets(view, start, length);
  }

  /** What forwarding, NAT and links change is in the headers. */
  #headers({ view, start, length }: PacketBuffer): void {
    if (length === 0) return;
    const count = (view.getUint8(start) & 0x0f) * WORD + TRANSPORT_OCTETS;
    this.#hash.octets(view, start, Math.min(count, length));
  }

  #newSource({ index, kind, name, part }: EventSource): number {
    const hash = this.#hash;
    hash.block(PLACE, 0, 0, 0);
    for (const value of [kind, name, part]) hash.value(value);
    const number = this.#sourceCount++;
    this.#sources[index] = number;
    return number;
  }

  #numberOfText(text: string): number {
    let number = this.#texts.get(text);
    if (number === undefined) {
      this.#hash.block(TEXT, 0, 0, 0);
      this.#hash.value(text);
      number = this.#texts.size;
      this.#texts.set(text, number);
    }
    return number;
  }
}

/** Whether the serial number and the length in the first block are all there is to tell of a packet. */
function isPlain({ serial, identity, cause, length }: PacketBuffer): boolean {
  return identity === serial && cause === 0 && serial <= MAX_WORD && length <= MAX_WORD_LENGTH;
}
