import type { PacketBuffer } from './packetBuffer.js';

/** Packets made between two looks, unless there are more buffers: a look walks all of them. */
const LOOK_PACKETS = 1024;
const FIRST_IDENTITIES = 64;

/** What was in flight at one look. Sets would leave garbage behind that lives for long. */
class Look {
  timeNs = 0;
  /** Packets made, and the last identity given, by then. */
  created = 0;
  lastIdentity = 0;
  /** In ascending order, some of them twice. */
  #identities = new Float64Array(FIRST_IDENTITIES);
  #count = 0;

  /** Begins anew, with what is live in some buffers and what caused it. */
  take(buffers: readonly PacketBuffer[]): void {
    this.#count = 0;
    if (this.#identities.length < 2 * buffers.length) {
      this.#identities = new Float64Array(4 * buffers.length);
    }
    for (const { live, identity, cause } of buffers) {
      if (!live) continue;
      this.#identities[this.#count++] = identity;
      if (cause !== 0) this.#identities[this.#count++] = cause;
    }
    this.#identities.subarray(0, this.#count).sort();
  }

  isLive(identity: number): boolean {
    let from = 0;
    let to = this.#count;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#identities[middle] as number) < identity) from = middle + 1;
      else to = middle;
    }
    return from < this.#count && this.#identities[from] === identity;
  }
}

/** A pool at the time of a look. */
interface Looked {
  readonly buffers: readonly PacketBuffer[];
  readonly created: number;
  readonly lastIdentity: number;
}

/**
 * Datagrams of which nothing is in flight any more, neither a packet nor one that they caused; found out by a look at
 * all buffers now and then. What was over at a look stays so, since only what is in flight is copied, fragmented and
 * answered by a stack. A look counts from the next instant on: whoever is just told of a packet may still ask.
 */
export class SettledDatagrams {
  #current = new Look();
  #next = new Look();
  #hasNext = false;

  /** Looks, if it is time to. To be called before {@link has}. */
  look(nowNs: number, { buffers, created, lastIdentity }: Looked): void {
    if (this.#hasNext && this.#next.timeNs < nowNs) {
      [this.#current, this.#next] = [this.#next, this.#current];
      this.#hasNext = false;
    }
    const interval = Math.max(LOOK_PACKETS, buffers.length);
    if (this.#hasNext || created - this.#current.created < interval) return;
    this.#hasNext = true;
    const next = this.#next;
    next.timeNs = nowNs;
    next.created = created;
    next.lastIdentity = lastIdentity;
    next.take(buffers);
  }

  /** Whether a datagram is known to be over. */
  has(identity: number): boolean {
    return identity <= this.#current.lastIdentity && !this.#current.isLive(identity);
  }
}
