import type { Disposition, PacketBuffer } from '@packetloom/core';
import type { EventSlot } from '../time/eventQueue.js';
import type { VirtualClock } from '../time/virtualClock.js';
import type { QueueDiscipline } from './queueDiscipline.js';

/** What a rate stage is made of. */
export interface QueuedRateStageContext {
  readonly clock: VirtualClock;
  /** When the line is free again. */
  busyUntilNs(): number;
  /** Sends a packet now, as the line is free. */
  transmit(packet: PacketBuffer): void;
  drop(packet: PacketBuffer, disposition: Disposition): void;
}

/**
 * The rate stage of a direction with a queue discipline: at the end of each transmission it asks for the
 * next packet, by an event, which it has only while packets wait.
 */
export class QueuedRateStage {
  /** Most packets that ever waited. */
  largestPackets = 0;
  #discipline: QueueDiscipline;
  readonly #context: QueuedRateStageContext;
  readonly #slot: EventSlot;
  #armed = false;

  constructor(context: QueuedRateStageContext, discipline: QueueDiscipline) {
    this.#context = context;
    this.#discipline = discipline;
    this.#slot = context.clock.queue.own(this);
  }

  /** What holds the packets that wait. */
  get discipline(): QueueDiscipline {
    return this.#discipline;
  }

  /** Another discipline takes over; what waits moves to it, in the order in which it would be sent. */
  replaceDiscipline(discipline: QueueDiscipline): void {
    const { nowNs } = this.#context.clock;
    const before = this.#discipline;
    this.#discipline = discipline;
    for (let packet = before.dequeue(nowNs); packet !== null; packet = before.dequeue(nowNs)) {
      discipline.enqueue(packet, nowNs);
    }
  }

  /** Takes over a packet that is to be sent. */
  offer(packet: PacketBuffer): void {
    const { clock } = this.#context;
    this.#discipline.enqueue(packet, clock.nowNs);
    if (!this.#armed) this.#sendNext();
    const { packets } = this.#discipline;
    if (packets > this.largestPackets) this.largestPackets = packets;
  }

  /** The line is free; the event queue calls this. */
  fire(): void {
    this.#context.clock.queue.disarmFirst();
    this.#armed = false;
    this.#sendNext();
  }

  /** Hands out all that waits, in the order in which it would be sent, and is done. */
  drain(): PacketBuffer[] {
    const packets: PacketBuffer[] = [];
    const { nowNs, queue } = this.#context.clock;
    for (;;) {
      const packet = this.#discipline.dequeue(nowNs);
      if (packet === null) break;
      packets.push(packet);
    }
    queue.disarm(this.#slot);
    this.#armed = false;
    return packets;
  }

  /** Loses all that waits. */
  clear(disposition: Disposition): void {
    this.#context.clock.queue.disarm(this.#slot);
    this.#armed = false;
    const discipline = this.#discipline;
    for (let packet = discipline.remove(); packet !== null; packet = discipline.remove()) {
      this.#context.drop(packet, disposition);
    }
  }

  /** Sends while the line is free, then waits for its being so, if anything is left. */
  #sendNext(): void {
    const { clock } = this.#context;
    const { nowNs, queue } = clock;
    while (this.#discipline.packets > 0) {
      const freeNs = this.#context.busyUntilNs();
      if (freeNs > nowNs) {
        queue.arm(this.#slot, freeNs, queue.takeSequence());
        this.#armed = true;
        return;
      }
      const packet = this.#discipline.dequeue(nowNs);
      if (packet === null) return;
      this.#context.transmit(packet);
    }
  }
}
