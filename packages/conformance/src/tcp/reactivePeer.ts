// A peer that reacts: a network with delay, losses and marks, and a receiver behind it.
import type { SimulatedClock } from '../testbed/simulatedClock.js';
import type { Json, PeerSpec } from '../vector/tcpVector.js';
import { PeerSender } from './peerSender.js';
import type { PeerSegment } from './wire.js';

const NS_PER_MS = 1e6;
const CE = 3;
const ECN_MASK = 3;
const DEFAULT_ACK_TIMEOUT_MS = 40;

/** A packet of the host on its way to the peer; numbers are relative. */
export interface PacketToPeer {
  readonly flags: string;
  readonly seq: number;
  readonly ack: number;
  readonly win: number;
  readonly len: number;
  readonly tos: number;
  /** Absolute timestamp, or null. */
  readonly timestamp: number | null;
}

export interface PeerWorld {
  readonly clock: SimulatedClock;
  /** Hands a segment to the host, at once. */
  inject(segment: PeerSegment): void;
  /** The host's latest timestamp, absolute. */
  lastHostTimestamp(): number;
  /** A timestamp of the host as a vector would write it in `ecr`. */
  echoOf(timestamp: number): number;
}

type Block = { start: number; end: number };

export class ReactivePeer {
  readonly #spec: PeerSpec;
  readonly #world: PeerWorld;
  readonly #sender: PeerSender | null;
  readonly #loseSeq: Map<number, number>;
  /** Ordinals of packets with payload or FIN. */
  #ordinal = 0;
  /** Departures of packets at the bottleneck, in ms. */
  #departures: number[] = [];
  #lastDeparture = 0;
  // The receiver.
  #next = 1;
  #blocks: Block[] = [];
  #tsRecent: number | null = null;
  #lastAck = 1;
  #pending = 0;
  #echo = false;
  #acks = 0;
  #finSent = false;
  #acksAtTimer = 0;

  constructor(spec: PeerSpec, world: PeerWorld) {
    this.#spec = spec;
    this.#world = world;
    this.#loseSeq = new Map(
      Object.entries(spec.loseSeq ?? {}).map(([seq, count]) => [Number(seq), count]),
    );
    const { bulk } = spec;
    this.#sender =
      bulk === undefined
        ? null
        : new PeerSender(bulk, spec.delay, {
            clock: world.clock,
            send: (seq, length, push) => this.#sendData(seq, length, push),
          });
  }

  get #nowMs(): number {
    return this.#world.clock.nowNs / NS_PER_MS;
  }

  #after(ms: number, run: () => void): void {
    this.#world.clock.schedule(Math.round(ms * NS_PER_MS), { fire: run });
  }

  /** The host emits a packet now. */
  take(packet: PacketToPeer): void {
    const { delay } = this.#spec;
    const isFin = packet.flags.includes('F');
    if (packet.flags.includes('R') || packet.flags.includes('S')) return;
    if (this.#sender !== null) {
      const sender = this.#sender;
      this.#after(delay, () => {
        const old = packet.seq <= this.#lastAck && packet.timestamp !== null;
        if (old) this.#noteTimestamp(packet.timestamp);
        sender.onAck(packet.ack, packet.win, packet.len === 0);
      });
    }
    if (packet.len === 0 && !isFin) {
      this.#after(delay, () => {
        if (packet.seq < this.#next) this.#acknowledge(null);
      });
      return;
    }
    this.#transit(packet, isFin);
  }

  /** Through the network: lost, marked, delayed. */
  #transit(packet: PacketToPeer, isFin: boolean): void {
    const spec = this.#spec;
    const k = ++this.#ordinal;
    const t = this.#nowMs;
    if (spec.lose?.includes(k) === true) return;
    if (spec.loseBetween?.some(([a = 0, b = 0]) => a <= t && t < b) === true) return;
    const left = this.#loseSeq.get(packet.seq) ?? 0;
    if (left > 0) {
      this.#loseSeq.set(packet.seq, left - 1);
      return;
    }
    let arrival = t + (spec.delayOf?.[String(k)] ?? spec.delay);
    for (const [a = 0, b = 0, x = 0] of spec.slow ?? []) if (a <= t && t < b) arrival += x;
    let waiting = 0;
    if (spec.perPacket !== undefined) {
      this.#departures = this.#departures.filter((departure) => departure > t);
      if (spec.queue !== undefined && this.#departures.length >= spec.queue) return;
      const departure = Math.max(t, this.#lastDeparture) + spec.perPacket;
      this.#lastDeparture = departure;
      this.#departures.push(departure);
      waiting = this.#departures.length;
      arrival += departure - t;
    }
    let { tos } = packet;
    const isEct = (tos & ECN_MASK) !== 0;
    const congested = spec.ceQueue !== undefined && waiting > spec.ceQueue;
    if (isEct && (spec.ce?.includes(k) === true || congested)) tos |= CE;
    const times = spec.duplicate?.includes(k) === true ? 2 : 1;
    for (let copy = 0; copy < times; copy++) {
      this.#after(arrival - t, () => this.#arrive({ ...packet, tos }, isFin));
    }
  }

  #noteTimestamp(timestamp: number | null): void {
    if (timestamp === null) return;
    if (this.#tsRecent === null || ((timestamp - this.#tsRecent) | 0) >= 0) {
      this.#tsRecent = timestamp;
    }
  }

  #arrive(packet: PacketToPeer, isFin: boolean): void {
    const a = packet.seq;
    const b = a + packet.len + (isFin ? 1 : 0);
    if (this.#spec.ecn === true) {
      if (packet.flags.includes('C')) this.#echo = false;
      if ((packet.tos & ECN_MASK) === CE) this.#echo = true;
    }
    if (packet.timestamp !== null && a <= this.#lastAck) this.#noteTimestamp(packet.timestamp);
    let now = false;
    let dsack: Block | null = null;
    if (b <= this.#next) {
      dsack = { start: a, end: b };
      now = true;
    } else if (a <= this.#next) {
      if (this.#blocks.length > 0) now = true;
      if (a < this.#next) {
        dsack = { start: a, end: this.#next };
        now = true;
      }
      this.#next = b;
      this.#swallow();
      if (isFin) now = true;
      if (isFin) this.#scheduleFin();
    } else {
      now = true;
      if (this.#blocks.some(({ start, end }) => start <= a && b <= end)) {
        dsack = { start: a, end: b };
      }
      this.#merge(a, b);
    }
    this.#pending++;
    if (now || this.#pending >= (this.#spec.ackEvery ?? 1)) this.#acknowledge(dsack);
    else if (this.#pending === 1) this.#acknowledgeLater();
  }

  #acknowledgeLater(): void {
    const acks = this.#acks;
    this.#acksAtTimer = acks;
    this.#after(this.#spec.ackTimeout ?? DEFAULT_ACK_TIMEOUT_MS, () => {
      if (this.#acks === acks && this.#acksAtTimer === acks) this.#acknowledge(null);
    });
  }

  #swallow(): void {
    for (let index = 0; index < this.#blocks.length; ) {
      const block = this.#blocks[index];
      if (block !== undefined && block.start <= this.#next) {
        this.#next = Math.max(this.#next, block.end);
        this.#blocks.splice(index, 1);
        index = 0;
      } else index++;
    }
  }

  /** Merges with blocks that touch; what comes of it is the latest. */
  #merge(start: number, end: number): void {
    const merged = { start, end };
    for (let again = true; again; ) {
      again = false;
      this.#blocks = this.#blocks.filter((block) => {
        if (block.start > merged.end || block.end < merged.start) return true;
        merged.start = Math.min(merged.start, block.start);
        merged.end = Math.max(merged.end, block.end);
        again = true;
        return false;
      });
    }
    this.#blocks.unshift(merged);
  }

  #scheduleFin(): void {
    const { finAfter } = this.#spec;
    if (finAfter === undefined || this.#finSent) return;
    this.#finSent = true;
    this.#after(finAfter, () => {
      this.#world.inject({ ...this.#fields('FA'), seq: this.#peerNext });
      this.#finCounted = 1;
    });
  }

  #finCounted = 0;

  get #peerNext(): number {
    return (this.#sender?.next ?? 1) + this.#finCounted;
  }

  #sendData(seq: number, length: number, push: boolean): void {
    this.#world.inject({ ...this.#fields(push ? 'PA' : 'A'), seq, len: length });
  }

  #window(): number {
    const { window, wscale = 0, windowFrom = [] } = this.#spec;
    let octets = window;
    for (const [t = 0, size = 0] of windowFrom) if (this.#nowMs >= t) octets = size;
    return Math.min(Math.floor(octets / 2 ** wscale), 65_535);
  }

  #fields(flags: string): PeerSegment {
    const opts: Json[] = [];
    if (this.#spec.ts === true) {
      const echo = this.#tsRecent ?? this.#world.lastHostTimestamp();
      opts.push('nop', 'nop', ['ts', Math.floor(this.#nowMs), this.#world.echoOf(echo)]);
    }
    return {
      at: this.#nowMs,
      flags: this.#echo ? `${flags}E` : flags,
      ack: this.#next,
      win: this.#window(),
      opts,
    };
  }

  #acknowledge(dsack: Block | null): void {
    this.#acks++;
    this.#pending = 0;
    this.#lastAck = this.#next;
    if (this.#spec.loseAck?.includes(this.#acks) === true) return;
    const fields = this.#fields('A');
    const opts = [...(fields.opts ?? [])];
    if (this.#spec.sack === true) {
      const blocks: Block[] = this.#spec.dsack === false || dsack === null ? [] : [dsack];
      blocks.push(...this.#blocks);
      const most = this.#spec.ts === true ? 3 : 4;
      if (blocks.length > 0) {
        const edges = blocks.slice(0, most).map(({ start, end }) => [start, end]);
        opts.push('nop', 'nop', ['sack', edges]);
      }
    }
    this.#world.inject({ ...fields, seq: this.#peerNext, opts });
  }
}
