// Hot path: from a packet's flow to its connection.
import type { Clock } from '../ports/clock.js';
import type { Connection } from './connection.js';
import type { Flow } from './flow.js';

/** Connections from which on those that ended are looked for; doubled with the table. */
const FIRST_SWEEP = 1024;

/** One direction of a connection in the table. */
export class TrackedFlow {
  readonly flow: Flow;
  readonly connection: Connection;
  readonly isReply: boolean;
  readonly hash: number;
  nextInBucket: TrackedFlow | null = null;

  constructor(flow: Flow, connection: Connection, isReply: boolean) {
    this.flow = flow;
    this.connection = connection;
    this.isReply = isReply;
    this.hash = flow.hash;
  }
}

/**
 * Connections by both of their flows. Those whose time is over are as good as gone; their memory is
 * given back when they are met, or when the table grows. No timer runs for them.
 */
export class ConnectionTable {
  readonly #clock: Clock;
  readonly #capacity: number;
  readonly #buckets = new Map<number, TrackedFlow>();
  #size = 0;
  #sweepAt = FIRST_SWEEP;

  constructor(clock: Clock, capacity: number) {
    this.#clock = clock;
    this.#capacity = capacity;
  }

  /** Connections in memory, some of which may be over. */
  get size(): number {
    return this.#size;
  }

  /** The connection to which a flow belongs, and in which direction. */
  find(flow: Flow): TrackedFlow | null {
    let tracked = this.#buckets.get(flow.hash) ?? null;
    while (tracked !== null && !tracked.flow.equals(flow)) tracked = tracked.nextInBucket;
    if (tracked === null) return null;
    if (tracked.connection.expiresAtNs > this.#clock.nowNs) return tracked;
    this.remove(tracked.connection);
    return null;
  }

  /** Enters a connection; `false` if one of its flows is taken, or the table is full. */
  add(connection: Connection): boolean {
    if (this.#size >= this.#sweepAt || this.#size >= this.#capacity) this.#sweep();
    if (this.#size >= this.#capacity) return false;
    if (this.find(connection.original) !== null || this.find(connection.reply) !== null) {
      return false;
    }
    this.#enter(new TrackedFlow(connection.original, connection, false));
    this.#enter(new TrackedFlow(connection.reply, connection, true));
    this.#size++;
    return true;
  }

  /** Takes out all. */
  clear(): void {
    this.#buckets.clear();
    this.#size = 0;
    this.#sweepAt = FIRST_SWEEP;
  }

  /** Takes out a connection that is in the table. */
  remove(connection: Connection): void {
    this.#takeOut(connection, connection.original.hash);
    this.#takeOut(connection, connection.reply.hash);
    this.#size--;
  }

  /** Every connection whose time is not over. */
  connections(): Connection[] {
    const { nowNs } = this.#clock;
    return this.#all().filter(({ expiresAtNs }) => expiresAtNs > nowNs);
  }

  #all(): Connection[] {
    const found: Connection[] = [];
    for (const first of this.#buckets.values()) {
      for (let at: TrackedFlow | null = first; at !== null; at = at.nextInBucket) {
        if (!at.isReply) found.push(at.connection);
      }
    }
    return found;
  }

  #sweep(): void {
    const { nowNs } = this.#clock;
    for (const connection of this.#all()) {
      if (connection.expiresAtNs <= nowNs) this.remove(connection);
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#size);
  }

  #enter(tracked: TrackedFlow): void {
    tracked.nextInBucket = this.#buckets.get(tracked.hash) ?? null;
    this.#buckets.set(tracked.hash, tracked);
  }

  #takeOut(connection: Connection, hash: number): void {
    let kept: TrackedFlow | null = null;
    let at = this.#buckets.get(hash) ?? null;
    while (at !== null) {
      const next = at.nextInBucket;
      if (at.connection !== connection) {
        at.nextInBucket = kept;
        kept = at;
      }
      at = next;
    }
    if (kept === null) this.#buckets.delete(hash);
    else this.#buckets.set(hash, kept);
  }
}
