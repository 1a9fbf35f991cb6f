// Hot path of links that reorder. Times stand in a row of numbers, since a time in a packet is one cache line more for
// each comparison; and what moves are numbers, for which no collector has to be told.
import type { PacketBuffer } from '@packetloom/core';

const INITIAL_PLACES = 32;

/** Packets by (`timeNs`, `tag`), the least first: a 4-ary heap. Neither may change while they are in it. */
export class PacketHeap {
  #times = new Float64Array(INITIAL_PLACES);
  /** Where the packets are in the list. */
  #indices = new Int32Array(INITIAL_PLACES);
  #size = 0;
  readonly #packets: (PacketBuffer | null)[] = [];
  readonly #freeIndices: number[] = [];

  /** The first packet, or null. */
  get first(): PacketBuffer | null {
    return this.#size === 0 ? null : this.#packetAt(0);
  }

  /** Time of the first packet; `Infinity` if there is none. */
  get firstNs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  /** Octets of all packets, counted one by one. */
  countBytes(): number {
    return this.#packets.reduce((bytes, packet) => bytes + (packet?.length ?? 0), 0);
  }

  push(packet: PacketBuffer): void {
    if (this.#size === this.#times.length) this.#grow();
    const index = this.#freeIndices.pop() ?? this.#packets.length;
    this.#packets[index] = packet;
    const { timeNs } = packet;
    const times = this.#times;
    const indices = this.#indices;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const parentNs = times[parent] as number;
      if (parentNs < timeNs) break;
      if (parentNs === timeNs && this.#packetAt(parent).tag < packet.tag) break;
      times[at] = parentNs;
      indices[at] = indices[parent] as number;
      at = parent;
    }
    times[at] = timeNs;
    indices[at] = index;
  }

  /** Takes the first packet out, or null. */
  pop(): PacketBuffer | null {
    if (this.#size === 0) return null;
    const freed = this.#indices[0] as number;
    const first = this.#packetAt(0);
    this.#packets[freed] = null;
    this.#freeIndices.push(freed);
    const last = --this.#size;
    if (last > 0) this.#siftDown(this.#times[last] as number, this.#indices[last] as number);
    return first;
  }

  /** Puts a packet in at the root or, moving earlier ones up, farther from it. */
  #siftDown(timeNs: number, index: number): void {
    const times = this.#times;
    const indices = this.#indices;
    const size = this.#size;
    const { tag } = this.#packets[index] as PacketBuffer;
    let at = 0;
    for (;;) {
      const firstChild = 4 * at + 1;
      if (firstChild >= size) break;
      const end = Math.min(firstChild + 4, size);
      let least = firstChild;
      let minNs = times[firstChild] as number;
      for (let child = firstChild + 1; child < end; child++) {
        const childNs = times[child] as number;
        if (childNs > minNs) continue;
        if (childNs === minNs && this.#packetAt(child).tag > this.#packetAt(least).tag) continue;
        least = child;
        minNs = childNs;
      }
      if (timeNs < minNs || (timeNs === minNs && tag < this.#packetAt(least).tag)) break;
      times[at] = minNs;
      indices[at] = indices[least] as number;
      at = least;
    }
    times[at] = timeNs;
    indices[at] = index;
  }

  #packetAt(index: number): PacketBuffer {
    return this.#packets[this.#indices[index] as number] as PacketBuffer;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    times.set(this.#times);
    this.#times = times;
    const indices = new Int32Array(this.#indices.length * 2);
    indices.set(this.#indices);
    this.#indices = indices;
  }
}
