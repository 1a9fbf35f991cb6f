import type { PacketBuffer } from '@packetloom/core';
import { queuedBytes } from './queueDiscipline.js';

/** Packets one behind the other, linked by their `next`. */
export class PacketFifo {
  packets = 0;
  bytes = 0;
  #head: PacketBuffer | null = null;
  #tail: PacketBuffer | null = null;

  push(packet: PacketBuffer): void {
    packet.next = null;
    if (this.#tail === null) this.#head = packet;
    else this.#tail.next = packet;
    this.#tail = packet;
    this.packets++;
    this.bytes += queuedBytes(packet);
  }

  /** Takes out the packet that came first, or null. */
  shift(): PacketBuffer | null {
    const packet = this.#head;
    if (packet === null) return null;
    this.#head = packet.next;
    if (this.#head === null) this.#tail = null;
    packet.next = null;
    this.packets--;
    this.bytes -= queuedBytes(packet);
    return packet;
  }
}
