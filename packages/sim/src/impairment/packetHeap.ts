import type { PacketBuffer } from '@packetloom/core';

/** Packets by (`timeNs`, `tag`), the least first: a binary heap. Neither may change while they are in it. */
export class PacketHeap {
  readonly #packets: PacketBuffer[] = [];

  /** The first packet, or null. */
  get first(): PacketBuffer | null {
    return this.#packets[0] ?? null;
  }

  push(packet: PacketBuffer): void {
    const packets = this.#packets;
    let at = packets.length;
    packets.push(packet);
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = packets[parentAt] as PacketBuffer;
      if (!isBefore(packet, parent)) break;
      packets[at] = parent;
      at = parentAt;
    }
    packets[at] = packet;
  }

  /** Takes the first packet out, or null. */
  pop(): PacketBuffer | null {
    const packets = this.#packets;
    const last = packets.pop();
    if (last === undefined) return null;
    const size = packets.length;
    if (size === 0) return last;
    const first = packets[0] as PacketBuffer;
    let at = 0;
    for (;;) {
      let childAt = 2 * at + 1;
      if (childAt >= size) break;
      let child = packets[childAt] as PacketBuffer;
      if (childAt + 1 < size && isBefore(packets[childAt + 1] as PacketBuffer, child)) {
        child = packets[++childAt] as PacketBuffer;
      }
      if (isBefore(last, child)) break;
      packets[at] = child;
      at = childAt;
    }
    packets[at] = last;
    return first;
  }
}

/** Whether one packet comes first. */
export function isBefore(one: PacketBuffer, other: PacketBuffer): boolean {
  return one.timeNs < other.timeNs || (one.timeNs === other.timeNs && one.tag < other.tag);
}
