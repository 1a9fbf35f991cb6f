// Hot path: reassembly of fragmented datagrams (RFC 791 3.2, RFC 815 3).

import type { Ipv4Address } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { PacketPool } from '../packet/packetPool.js';
import { type Clock, NO_TIMER, type Timer, type TimerId } from '../ports/clock.js';
import {
  fillIpv4Checksum,
  ipv4Destination,
  ipv4HeaderLength,
  ipv4Identification,
  ipv4Protocol,
  ipv4Source,
  setIpv4FlagsAndFragmentOffset,
  setIpv4TotalLength,
} from '../wire/ipv4.js';
import type { FragmentConflict, FragmentPlacement } from './fragmentPlacement.js';
import {
  datagramHash,
  firstOctetOf,
  IncompleteDatagram,
  payloadBytesOf,
} from './incompleteDatagram.js';
import { STRICT_PLACEMENT } from './strictPlacement.js';

/**
 * Why a fragment was refused: it contradicts others; it alone is malformed, as where more follow and its length is
 * no multiple of 8; with it the datagram would be too long; the headers of the whole datagram contradict each other.
 */
export type ReassemblyError = FragmentConflict | 'misaligned' | 'too-long' | 'conflicting-headers';

/** What a {@link Reassembler} needs. */
export interface ReassemblerOptions {
  readonly clock: Clock;
  readonly pool: PacketPool;
  /** From the first arrival to giving up, in nanoseconds; 30 s by default (RFC 791 3.2: 15 s). */
  readonly timeoutNs?: number;
  /** Octets held beyond which the oldest datagrams are dropped; 4 MiB by default. */
  readonly highMemory?: number;
  /** Octets held down to which they are dropped then; 3 MiB by default. */
  readonly lowMemory?: number;
  /** What becomes of fragments beside each other; the reference's by default. */
  readonly placement?: FragmentPlacement;
  /** Octets of header and data beyond which a datagram is refused; none by default. */
  readonly largestDatagram?: number;
  /** Whether the header checksum of a datagram is made right; else it stays that of its first fragment. */
  readonly renewsChecksum?: boolean;
  /**
   * A datagram was given up. `first` is its fragment with offset 0, or `null` if that never came;
   * it is borrowed for the call. `pieceCount` is the number of fragments held.
   */
  onTimeout(first: PacketBuffer | null, pieceCount: number): void;
  /** Takes back every fragment, with what became of it. */
  onEnd(packet: PacketBuffer, disposition: Disposition): void;
}

const DEFAULT_TIMEOUT_NS = 30_000_000_000;
const DEFAULT_HIGH_MEMORY = 4 * 1024 * 1024;
const DEFAULT_LOW_MEMORY = 3 * 1024 * 1024;
/** What a fragment costs besides its octets; 336 + 24 + 32 in the reference. */
const FRAGMENT_OVERHEAD_BYTES = 392;

/**
 * Collects fragments until their datagrams are whole. One for each host; one timer for all, since
 * datagrams time out in the order in which they began.
 */
export class Reassembler implements Timer {
  readonly #clock: Clock;
  readonly #pool: PacketPool;
  readonly #timeoutNs: number;
  readonly #highMemory: number;
  readonly #lowMemory: number;
  readonly #options: ReassemblerOptions;
  readonly #placement: FragmentPlacement;
  readonly #buckets = new Map<number, IncompleteDatagram>();
  #oldest: IncompleteDatagram | null = null;
  #newest: IncompleteDatagram | null = null;
  /** The datagram of the last fragment: the next one is mostly for it, too. */
  #recent: IncompleteDatagram | null = null;
  #heldBytes = 0;
  #timer: TimerId = NO_TIMER;

  constructor(options: ReassemblerOptions) {
    this.#clock = options.clock;
    this.#pool = options.pool;
    this.#timeoutNs = options.timeoutNs ?? DEFAULT_TIMEOUT_NS;
    this.#highMemory = options.highMemory ?? DEFAULT_HIGH_MEMORY;
    this.#lowMemory = options.lowMemory ?? DEFAULT_LOW_MEMORY;
    this.#options = options;
    this.#placement = options.placement ?? STRICT_PLACEMENT;
  }

  /** What the fragments held cost: their octets, headers included, and 392 for each. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Fragments held, counted one by one. */
  get heldPackets(): number {
    let count = 0;
    for (const _ of this.held()) count++;
    return count;
  }

  /** Datagrams that wait for fragments. */
  get datagramCount(): number {
    let count = 0;
    for (let at = this.#oldest; at !== null; at = at.newer) count++;
    return count;
  }

  /** Every fragment held: datagrams by first arrival, fragments by offset. */
  *held(): Generator<PacketBuffer, void, void> {
    for (let datagram = this.#oldest; datagram !== null; datagram = datagram.newer) {
      for (let packet = datagram.head; packet !== null; packet = packet.next) yield packet;
    }
  }

  /**
   * Takes over a fragment, which is `packet.length` octets of header and data; the data are not empty
   * and end at 65,536 or before. Returns the datagram if this completes it, `null` if it is held or
   * brings nothing new, or why it was refused: it has ended then, and but for `misaligned` so has
   * all of its datagram.
   */
  accept(packet: PacketBuffer, headerLength: number): PacketBuffer | ReassemblyError | null {
    if (!this.#placement.admit(packet, headerLength)) {
      this.#options.onEnd(packet, Disposition['malformed-fragment']);
      return 'misaligned';
    }
    // A fragment that arrives at the very instant of a timeout comes too late.
    this.#expire();
    const datagram = this.#datagramOf(packet.view, packet.start);
    const placement = this.#placement.place(datagram, packet);
    if (placement === 'duplicate') {
      this.#options.onEnd(packet, Disposition['duplicate-fragment']);
      return null;
    }
    if (placement !== 'filled') {
      this.#release(datagram, Disposition['reassembly-conflict']);
      this.#options.onEnd(packet, Disposition['reassembly-conflict']);
      return placement;
    }
    const cost = packet.length + FRAGMENT_OVERHEAD_BYTES;
    datagram.memoryBytes += cost;
    this.#heldBytes += cost;
    if (datagram.isComplete) return this.#complete(datagram);
    if (this.#heldBytes > this.#highMemory) this.#evict();
    return null;
  }

  /** The timer: gives up what is due. */
  fire(): void {
    this.#timer = NO_TIMER;
    this.#expire();
    if (this.#timer === NO_TIMER) this.#arm();
  }

  #datagramOf(view: DataView, start: number): IncompleteDatagram {
    const source = ipv4Source(view, start);
    const destination = ipv4Destination(view, start);
    const rest = (ipv4Identification(view, start) << 8) | ipv4Protocol(view, start);
    const recent = this.#recent;
    if (recent !== null && isKey(recent, source, destination, rest)) return recent;
    const hash = datagramHash(source, destination, rest);
    const bucket = this.#buckets.get(hash) ?? null;
    let found = bucket;
    while (found !== null && !isKey(found, source, destination, rest)) found = found.nextInBucket;
    if (found === null) {
      const deadlineNs = this.#clock.nowNs + this.#timeoutNs;
      found = new IncompleteDatagram(source, destination, rest, hash, deadlineNs);
      this.#enter(found, bucket);
    }
    this.#recent = found;
    return found;
  }

  #enter(datagram: IncompleteDatagram, bucket: IncompleteDatagram | null): void {
    datagram.nextInBucket = bucket;
    this.#buckets.set(datagram.hash, datagram);
    datagram.older = this.#newest;
    if (this.#newest === null) this.#oldest = datagram;
    else this.#newest.newer = datagram;
    this.#newest = datagram;
    if (this.#timer === NO_TIMER) this.#arm();
  }

  /** Forgets a datagram; its fragments are left to the caller. */
  #forget(datagram: IncompleteDatagram): void {
    if (this.#recent === datagram) this.#recent = null;
    this.#heldBytes -= datagram.memoryBytes;
    const { hash, older, newer } = datagram;
    if (older === null) this.#oldest = newer;
    else older.newer = newer;
    if (newer === null) this.#newest = older;
    else newer.older = older;
    const bucket = this.#buckets.get(hash) as IncompleteDatagram;
    if (bucket === datagram) {
      if (datagram.nextInBucket === null) this.#buckets.delete(hash);
      else this.#buckets.set(hash, datagram.nextInBucket);
    } else {
      let before = bucket;
      while (before.nextInBucket !== datagram) before = before.nextInBucket as IncompleteDatagram;
      before.nextInBucket = datagram.nextInBucket;
    }
    if (this.#oldest === null && this.#timer !== NO_TIMER) {
      this.#clock.cancel(this.#timer);
      this.#timer = NO_TIMER;
    }
  }

  /** Forgets all datagrams and ends their fragments; nobody is told. */
  clear(disposition: Disposition): void {
    while (this.#oldest !== null) this.#release(this.#oldest, disposition);
  }

  /** Forgets a datagram and ends its fragments. */
  #release(datagram: IncompleteDatagram, disposition: Disposition): void {
    this.#forget(datagram);
    this.#endAll(datagram.head, disposition);
  }

  #endAll(head: PacketBuffer | null, disposition: Disposition): void {
    let packet = head;
    while (packet !== null) {
      const { next } = packet;
      packet.next = null;
      this.#options.onEnd(packet, disposition);
      packet = next;
    }
  }

  #complete(datagram: IncompleteDatagram): PacketBuffer | ReassemblyError {
    const { largestDatagram = Number.POSITIVE_INFINITY, renewsChecksum = false } = this.#options;
    const first = datagram.head as PacketBuffer;
    const headerLength = ipv4HeaderLength(first.view, first.start);
    const length = headerLength + datagram.payloadBytes;
    if (length > largestDatagram) {
      this.#release(datagram, Disposition['malformed-fragment']);
      return 'too-long';
    }
    const whole = this.#pool.allocateFor(first, length);
    whole.flags = first.flags;
    whole.tag = first.tag;
    whole.timeNs = first.timeNs;
    const headerEnd = first.start + headerLength;
    whole.bytes.set(first.bytes.subarray(first.start, headerEnd), whole.start);
    for (let piece: PacketBuffer | null = first; piece !== null; piece = piece.next) {
      const end = piece.start + piece.length;
      const data = piece.bytes.subarray(end - payloadBytesOf(piece), end);
      whole.bytes.set(data, whole.start + headerLength + firstOctetOf(piece));
    }
    // Modulo 65,536: 65,536 octets of data are possible.
    setIpv4TotalLength(whole.view, whole.start, length & 0xffff);
    setIpv4FlagsAndFragmentOffset(whole.view, whole.start, 0);
    if (!this.#placement.merge(datagram, whole)) {
      this.#release(datagram, Disposition['reassembly-conflict']);
      this.#options.onEnd(whole, Disposition['reassembly-conflict']);
      return 'conflicting-headers';
    }
    if (renewsChecksum) fillIpv4Checksum(whole.view, whole.start, headerLength);
    this.#release(datagram, Disposition.reassembled);
    return whole;
  }

  #evict(): void {
    while (this.#heldBytes > this.#lowMemory && this.#oldest !== null) {
      this.#release(this.#oldest, Disposition['reassembly-memory']);
    }
  }

  #expire(): void {
    const { nowNs } = this.#clock;
    let datagram = this.#oldest;
    while (datagram !== null && datagram.deadlineNs <= nowNs) {
      this.#forget(datagram);
      this.#options.onTimeout(datagram.first, datagram.count);
      this.#endAll(datagram.head, Disposition['reassembly-timeout']);
      datagram = this.#oldest;
    }
  }

  #arm(): void {
    const oldest = this.#oldest;
    if (oldest === null) return;
    this.#timer = this.#clock.schedule(oldest.deadlineNs - this.#clock.nowNs, this);
  }
}

function isKey(
  datagram: IncompleteDatagram,
  source: Ipv4Address,
  destination: Ipv4Address,
  rest: number,
): boolean {
  return (
    datagram.identificationAndProtocol === rest &&
    datagram.source === source &&
    datagram.destination === destination
  );
}
