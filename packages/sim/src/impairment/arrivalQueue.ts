import type { PacketBuffer } from '@packetloom/core';
import { isBefore, PacketHeap } from './packetHeap.js';

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

  /** `tag` is larger than those of all packets before. */
  push(packet: PacketBuffer): void {
    this.size++;
    packet.next = null;
    if (this.#tail === null) {
      this.#head = packet;
      this.#tail = packet;
    } else if (packet.timeNs >= this.#tail.timeNs) {
      this.#tail.next = packet;
      this.#tail = packet;
    } else {
      this.#overtaking.push(packet);
    }
    if (this.first === null || packet.timeNs < this.first.timeNs) this.first = packet;
  }

  /** Arrival of the last packet that overtakes none; 0 if there is none. */
  get lastNs(): number {
    return this.#tail?.timeNs ?? 0;
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
      packet.next = null;
    } else {
      this.#overtaking.pop();
    }
    const { first } = this.#overtaking;
    const head = this.#head;
    this.first = head === null || (first !== null && isBefore(first, head)) ? first : head;
    return packet;
  }
}
