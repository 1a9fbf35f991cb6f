import { Disposition, type PacketBuffer } from '@packetloom/core';
import type { ImpairedPath } from '../impairment/index.js';

/** What a qdisc lets its packets use. */
export interface NetemQdiscContext {
  readonly path: ImpairedPath;
  nowNs(): number;
  busyUntilNs(): number;
  /** Packets that wait in a discipline. */
  waiting(): number;
  /** Takes a packet on to the discipline, or to `transmit`. */
  forward(packet: PacketBuffer): void;
  /** Plans the transmission of a packet: its end, or −1 if it may not wait. */
  plan(packet: PacketBuffer): number;
  drop(packet: PacketBuffer, disposition: Disposition): void;
}

/**
 * Impairments in front of queue and rate, in the order of the kernel's `netem_enqueue`: duplication, loss, the limit,
 * corruption, reordering or delay, and the rate of its own, if it has one.
 */
export class NetemQdisc {
  /** Whether the rate is netem's own. */
  ownRate = false;
  readonly #context: NetemQdiscContext;
  /** Serials of the copies that wait in a discipline. */
  readonly #copies = new Set<number>();

  constructor(context: NetemQdiscContext) {
    this.#context = context;
  }

  /** Takes over a packet that fits the link. */
  send(packet: PacketBuffer): void {
    const { path, waiting, forward } = this.#context;
    const held = waiting();
    if (held === 0) this.#copies.clear();
    if (!path.admit(packet, held)) return;
    const { copy } = path;
    if (copy !== null && path.admitCopy(copy)) {
      this.#copies.add(copy.serial);
      forward(copy);
    }
    forward(packet);
  }

  /** Sends a packet on its way, as its turn has come. */
  transmit(packet: PacketBuffer): void {
    const { path, nowNs, busyUntilNs, plan, drop } = this.#context;
    const isCopy = this.#copies.delete(packet.serial);
    const { isReordered, delayNs } = path.decideDelay(packet, isCopy);
    const now = nowNs();
    if (this.ownRate && isReordered) {
      path.carry(packet, now, false);
      return;
    }
    const free = Math.max(now, busyUntilNs());
    const endNs = plan(packet);
    if (endNs < 0) {
      drop(packet, Disposition['queue-full']);
      return;
    }
    if (free > now) path.noteWaiting(endNs);
    if (this.ownRate) {
      // `time_to_send`: behind its delay, and behind the packet before.
      path.carry(packet, Math.max(path.lastArrivalNs, now + delayNs) + endNs - free, true);
    } else {
      path.carry(packet, isReordered ? endNs : endNs + delayNs, !isReordered);
    }
  }
}
