import type { PacketBuffer } from '@packetloom/core';
import type { LinkFixture } from './linkFixture.js';

const PACKET_BYTES = 1000;
const OCTET_NS_BITS = 8e9;

/** What is left of the window after a loss, as with CUBIC (RFC 9438, section 4.6). */
const DECREASE = 0.7;
const FIRST_WINDOW = 100;

/**
 * A flow that fills every buffer: a window of packets in flight, one more for each round trip, fewer
 * after one with losses (additive increase, multiplicative decrease).
 */
export class GreedyFlow {
  readonly #fixture: LinkFixture;
  readonly #returnNs: number;
  readonly #sentAtNs = new Map<number, number>();
  readonly #waits: { timeNs: number; waitNs: number }[] = [];
  #window = FIRST_WINDOW;
  #inFlight = 0;
  #decreasedAtNs = 0;

  /** `returnNs`: how long an answer takes back. */
  constructor(fixture: LinkFixture, returnNs: number) {
    this.#fixture = fixture;
    this.#returnNs = returnNs;
    fixture.onArrival = (packet) => this.#arrived(packet);
    fixture.bus.events$.subscribe((event) => {
      if (event.type === 'link-dropped') this.#lost();
    });
  }

  start(): void {
    while (this.#inFlight < this.#window) {
      this.#inFlight++;
      const { clock, pool, link } = this.#fixture;
      const packet = pool.allocate(PACKET_BYTES);
      this.#sentAtNs.set(packet.serial, clock.nowNs);
      link.forward.send(packet);
    }
  }

  /** The least time in the queue of the packets that arrived in each period. */
  minWaitsNs(fromNs: number, periodNs: number): number[] {
    const least = new Map<number, number>();
    for (const { timeNs, waitNs } of this.#waits) {
      if (timeNs < fromNs) continue;
      const period = Math.floor(timeNs / periodNs);
      least.set(period, Math.min(waitNs, least.get(period) ?? Number.POSITIVE_INFINITY));
    }
    return [...least.values()];
  }

  #arrived(packet: PacketBuffer): void {
    const { clock, link } = this.#fixture;
    const { rateBitsPerSecond, delayNs } = link.forward.spec;
    const sendNs =
      (packet.length * OCTET_NS_BITS) / (rateBitsPerSecond ?? Number.POSITIVE_INFINITY);
    const waitNs = clock.nowNs - (this.#sentAtNs.get(packet.serial) ?? 0) - delayNs - sendNs;
    this.#waits.push({ timeNs: clock.nowNs, waitNs });
    clock.schedule(this.#returnNs, { fire: () => this.#answered() });
  }

  #answered(): void {
    this.#inFlight--;
    this.#window += 1 / this.#window;
    this.start();
  }

  /** Learnt of a round trip later. */
  #lost(): void {
    const { clock } = this.#fixture;
    clock.schedule(2 * this.#returnNs, {
      fire: () => {
        this.#inFlight--;
        if (clock.nowNs - this.#decreasedAtNs > 2 * this.#returnNs) {
          this.#window = Math.max(2, this.#window * DECREASE);
          this.#decreasedAtNs = clock.nowNs;
        }
        this.start();
      },
    });
  }
}
