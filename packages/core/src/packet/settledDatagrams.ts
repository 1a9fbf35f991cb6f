import type { PacketBuffer } from './packetBuffer.js';

/** Packets made between two looks, unless there are more buffers: a look walks all of them. */
const LOOK_PACKETS = 1024;

/** What was under way at one look. */
interface Look {
  readonly live: Set<number>;
  timeNs: number;
  /** Packets made, and the last identity given, by then. */
  created: number;
  lastIdentity: number;
}

/** A pool at the time of a look. */
interface Looked {
  readonly buffers: readonly PacketBuffer[];
  readonly created: number;
  readonly lastIdentity: number;
}

/**
 * Datagrams of which nothing is under way any more, neither a packet nor one that they caused; found out by a look at
 * all buffers now and then. What was over at a look stays so, since only what is under way is copied, fragmented and
 * answered by a stack. A look counts from the next instant on: whoever is just told of a packet may still ask.
 */
export class SettledDatagrams {
  #current = emptyLook();
  #next = emptyLook();
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
    next.live.clear();
    for (const { live, identity, cause } of buffers) {
      if (!live) continue;
      next.live.add(identity);
      if (cause !== 0) next.live.add(cause);
    }
  }

  /** Whether a datagram is known to be over. */
  has(identity: number): boolean {
    return identity <= this.#current.lastIdentity && !this.#current.live.has(identity);
  }
}

function emptyLook(): Look {
  return { live: new Set(), timeNs: 0, created: 0, lastIdentity: 0 };
}
