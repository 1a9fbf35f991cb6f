import type { PacketBuffer } from './packetBuffer.js';

/** How many packets of each datagram are in flight, and of those that a datagram caused. */
export class LiveDatagrams {
  /** By identity; datagrams without a live packet are left out. */
  readonly #packets = new Map<number, number>();
  /** By the identity of the cause. */
  readonly #answers = new Map<number, number>();

  /** A packet was made. */
  add({ identity, cause }: Pick<PacketBuffer, 'identity' | 'cause'>): void {
    change(this.#packets, identity, 1);
    if (cause !== 0) change(this.#answers, cause, 1);
  }

  /** A packet ended. */
  remove({ identity, cause }: Pick<PacketBuffer, 'identity' | 'cause'>): void {
    change(this.#packets, identity, -1);
    if (cause !== 0) change(this.#answers, cause, -1);
  }

  hasPacket(identity: number): boolean {
    return this.#packets.has(identity);
  }

  hasAnswer(cause: number): boolean {
    return this.#answers.has(cause);
  }
}

function change(counts: Map<number, number>, key: number, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
