// The sending half of a reactive peer: a window of segments, fast retransmit, a fixed time-out.
import { NO_TIMER, type TimerId } from '@packetloom/core';
import type { SimulatedClock } from '../testbed/simulatedClock.js';
import type { BulkSpec } from '../vector/tcpVector.js';

const NS_PER_MS = 1e6;
const DEFAULT_RTO_MS = 500;
const DUPLICATES = 3;

export interface SenderWorld {
  readonly clock: SimulatedClock;
  send(seq: number, length: number, push: boolean): void;
}

export class PeerSender {
  readonly #spec: BulkSpec;
  readonly #world: SenderWorld;
  readonly #end: number;
  #una = 1;
  #next = 1;
  #window: number;
  #duplicates = 0;
  #sent = 0;
  #timer: TimerId = NO_TIMER;

  constructor(spec: BulkSpec, _delayMs: number, world: SenderWorld) {
    this.#spec = spec;
    this.#world = world;
    this.#end = 1 + spec.bytes;
    this.#window = spec.hostWindow;
    const start = {
      fire: () => {
        this.#fill();
        this.#arm();
      },
    };
    world.clock.schedule(Math.round(spec.at * NS_PER_MS), start);
  }

  get next(): number {
    return this.#next;
  }

  /** A packet of the host arrives. */
  onAck(ack: number, window: number, isBare: boolean): void {
    this.#window = window * 2 ** (this.#spec.hostScale ?? 0);
    if (ack > this.#una) {
      this.#una = ack;
      this.#duplicates = 0;
      this.#next = Math.max(this.#next, this.#una);
      this.#fill();
      this.#arm();
      return;
    }
    if (ack !== this.#una || this.#una >= this.#next || !isBare) return;
    this.#duplicates++;
    if (this.#duplicates === DUPLICATES) {
      this.#sendOne();
      this.#arm();
    }
    this.#fill();
  }

  #fill(): void {
    const { mss, segments } = this.#spec;
    while (this.#next < this.#end) {
      const length = Math.min(mss, this.#end - this.#next);
      const flight = this.#next + length - this.#una;
      if (flight > Math.min(segments * mss, this.#window)) return;
      const seq = this.#next;
      this.#next += length;
      this.#transmit(seq, length);
    }
  }

  #sendOne(): void {
    const length = Math.min(this.#spec.mss, this.#end - this.#una);
    this.#transmit(this.#una, length);
  }

  #transmit(seq: number, length: number): void {
    this.#sent++;
    if (this.#spec.lose?.includes(this.#sent) === true) return;
    this.#world.send(seq, length, seq + length === this.#end);
  }

  #arm(): void {
    this.#world.clock.cancel(this.#timer);
    this.#timer = NO_TIMER;
    if (this.#una >= this.#end) return;
    const ns = (this.#spec.rto ?? DEFAULT_RTO_MS) * NS_PER_MS;
    const expiry = {
      fire: () => {
        this.#timer = NO_TIMER;
        if (this.#next > this.#una) this.#sendOne();
        this.#arm();
      },
    };
    this.#timer = this.#world.clock.schedule(ns, expiry);
  }
}
