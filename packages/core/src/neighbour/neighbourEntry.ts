import { ANY, type Ipv4Address } from '../address/ipv4Address.js';
import { ZERO_MAC } from '../address/macAddress.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { NO_TIMER, type Timer, type TimerId } from '../ports/clock.js';

/**
 * States of a neighbour (RFC 4861 7.3.2, applied to ARP):
 * - `static`: set by hand, never changes.
 * - `incomplete`: asked for by broadcast, packets wait.
 * - `reachable`: known, and recently confirmed. `stale`: known, but not confirmed for a while.
 * - `delay`: used while stale; it has 5 s to be confirmed. `probe`: asked for by unicast.
 * - `unreachable`: asked for in vain.
 */
export type NeighbourState =
  | 'static'
  | 'incomplete'
  | 'reachable'
  | 'stale'
  | 'delay'
  | 'probe'
  | 'unreachable';

/** What a {@link NeighbourEntry} tells when its timer fires. */
export interface NeighbourTimerOwner {
  timerFired(entry: NeighbourEntry): void;
}

/** What a NIC knows about one neighbour. */
export class NeighbourEntry implements Timer {
  readonly address: Ipv4Address;
  state: NeighbourState = 'incomplete';
  /** Link address; of meaning in every state but `incomplete` and `unreachable`. */
  mac = ZERO_MAC;
  /** When it stops being reachable; of meaning in `reachable` only. */
  reachableUntilNs = 0;
  /** Requests sent in this resolution or probe. */
  requestsSent = 0;
  /** Local address of the route that started the resolution. */
  localAddress = ANY;
  timer: TimerId = NO_TIMER;

  /** Packets that wait for the link address, chained by `next`. */
  firstWaiting: PacketBuffer | null = null;
  lastWaiting: PacketBuffer | null = null;
  waitingCount = 0;

  /** Neighbours in the order of use. */
  lessRecent: NeighbourEntry | null = null;
  moreRecent: NeighbourEntry | null = null;

  readonly #owner: NeighbourTimerOwner;

  constructor(address: Ipv4Address, owner: NeighbourTimerOwner) {
    this.address = address;
    this.#owner = owner;
  }

  fire(): void {
    this.timer = NO_TIMER;
    this.#owner.timerFired(this);
  }

  /** Takes a packet over at the end of the queue. */
  enqueue(packet: PacketBuffer): void {
    packet.next = null;
    if (this.lastWaiting === null) this.firstWaiting = packet;
    else this.lastWaiting.next = packet;
    this.lastWaiting = packet;
    this.waitingCount++;
  }

  /** Gives back the packet that has waited longest, or `null` if none waits. */
  dequeue(): PacketBuffer | null {
    const packet = this.firstWaiting;
    if (packet === null) return null;
    this.firstWaiting = packet.next;
    if (this.firstWaiting === null) this.lastWaiting = null;
    packet.next = null;
    this.waitingCount--;
    return packet;
  }
}
