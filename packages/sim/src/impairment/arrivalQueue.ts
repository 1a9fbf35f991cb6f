import type { PacketBuffer } from '@packetloom/core';
import { PacketHeap } from './packetHeap.js';

// Times of the first packet of all, and of the first and the last in the list.
const FIRST = 0;
const HEAD = 1;
const TAIL = 2;

/**
 * Packets by (`timeNs`, `tag`), the least first. Those that come in order stand in a list, which costs the
 * same however many they are; only what overtakes is in a heap.
 */
export class ArrivalQueue {
  /** The first packet, or null. */
  first: PacketBuffer | null = null;
  size = 0;
  #head: PacketBuffer | null = null;
  #tail: PacketBuffer | null = null;
  readonly #overtaking = new PacketHeap();
  /** A time in a packet is a cache line more for each comparison. */
  readonly #times = new Float64Array(3);

  /** `tag` is larger than those of all packets before. */
  push(packet: PacketBuffer): void {
    const times = this.#times;
    const { timeNs } = packet;
    this.size++;
    packet.next = null;
    if (this.#tail === null) {
      this.#head = packet;
      this.#tail = packet;
      times[HEAD] = timeNs;
      times[TAIL] = timeNs;
    } else if (timeNs >= (times[TAIL] as number)) {
      this.#tail.next = packet;
      this.#tail = packet;
      times[TAIL] = timeNs;
    } else {
      this.#overtaking.push(packet);
    }
    if (this.first === null || timeNs < (times[FIRST] as number)) {
      this.first = packet;
      times[FIRST] = timeNs;
    }
  }

  /** Time of the first packet, if there is one. */
  get firstNs(): number {
    return this.#times[FIRST] as number;
  }

  /** Arrival of the last packet that overtakes none; 0 if there is none. */
  get lastNs(): number {
    return this.#tail === null ? 0 : (this.#times[TAIL] as number);
  }

  /** Octets of all packets, counted one by one. */
  countBytes(): number {
    let bytes = this.#overtaking.countBytes();
    for (let packet = this.#head; packet !== null; packet = packet.next) bytes += packet.length;
    return bytes;
  }

  /** Takes all packets out whose `tag` is larger, in the order of tags. */
  removeAfter(tag: number): PacketBuffer[] {
    const all: PacketBuffer[] = [];
    for (let packet = this.pop(); packet !== null; packet = this.pop()) all.push(packet);
    all.sort((a, b) => a.tag - b.tag);
    for (const packet of all) if (packet.tag <= tag) this.push(packet);
    return all.filter((packet) => packet.tag > tag);
  }

  /** Takes the first packet out, or null. */
  pop(): PacketBuffer | null {
    const packet = this.first;
    if (packet === null) return null;
    this.size--;
    if (packet === this.#head) {
      this.#head = packet.next;
      if (this.#head === null) this.#tail = null;
      else this.#times[HEAD] = this.#head.timeNs;
      packet.next = null;
    } else {
      this.#overtaking.pop();
    }
    this.#findFirst();
    return packet;
  }

  #findFirst(): void {
    const times = this.#times;
    const head = this.#head;
    const headNs = head === null ? Number.POSITIVE_INFINITY : (times[HEAD] as number);
    const { firstNs } = this.#overtaking;
    const overtakes =
      firstNs < headNs || (firstNs === headNs && comesBefore(this.#overtaking.first, head));
    this.first = overtakes ? this.#overtaking.first : head;
    times[FIRST] = overtakes ? firstNs : headNs;
  }
}

/** Of two packets that arrive at one instant, the one that was sent first. */
function comesBefore(one: PacketBuffer | null, other: PacketBuffer | null): boolean {
  return one !== null && (other === null || one.tag < other.tag);
}
