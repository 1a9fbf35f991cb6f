// Hot path: slots of fixed sizes are cut from slabs and reused. Sizes are no powers of two, so that
// the headers of many packets do not fall into the same cache sets.
import { DISPOSITIONS, type Disposition, type DispositionName } from './disposition.js';
import { LiveDatagrams } from './liveDatagrams.js';
import { HEADROOM, PacketBuffer } from './packetBuffer.js';
import { PacketMemoryError } from './packetMemoryError.js';
import { SettledDatagrams } from './settledDatagrams.js';

const SIZE_CLASSES: readonly number[] = [704, 1664, 9280, 65_728 + HEADROOM];
const SLAB_BYTES = 262_144;

/** Largest packet, link header not counted, that a pool hands out. */
export const MAX_PACKET_LENGTH = 65_728;

/** Sums of a {@link PacketPool}: every packet made, and how those that ended did. */
export interface PacketTotals {
  created: number;
  ended: number;
  dispositions: Partial<Record<DispositionName, number>>;
}

/** What a {@link PacketPool} may use. */
export interface PacketPoolOptions {
  /** Octets of buffers, free ones included, beyond which no packet is made; no limit by default. */
  readonly maxBytes?: number;
}

/** Makes packet buffers, takes them back, and keeps count of both. One for each simulation. */
export class PacketPool {
  readonly #free: PacketBuffer[][] = SIZE_CLASSES.map(() => []);
  readonly #dispositions = new Float64Array(DISPOSITIONS.length);
  /** Every packet buffer there is, free or not. */
  readonly #all: PacketBuffer[] = [];
  /** Kept from the first question on. */
  #datagrams: LiveDatagrams | null = null;
  readonly #settled = new SettledDatagrams();
  #created = 0;
  #lastIdentity = 0;
  #bytes = 0;
  readonly #maxBytes: number;

  constructor({ maxBytes = Number.POSITIVE_INFINITY }: PacketPoolOptions = {}) {
    this.#maxBytes = maxBytes;
  }

  /**
   * A packet of `length` octets (content undefined) that starts a datagram of its own; `cause` is the
   * identity of the datagram that it answers, or 0. A length beyond {@link MAX_PACKET_LENGTH} is a programming
   * error. Throws a {@link PacketMemoryError} where the pool may have no more memory, as do the others that
   * make packets.
   */
  allocate(length: number, cause = 0): PacketBuffer {
    const packet = this.#take(length);
    packet.identity = ++this.#lastIdentity;
    packet.cause = cause;
    if (this.#datagrams !== null) this.#datagrams.add(packet);
    return packet;
  }

  /** A packet of `length` octets (content undefined) that carries on the datagram of `origin`. */
  allocateFor(origin: PacketBuffer, length: number): PacketBuffer {
    const packet = this.#take(length);
    packet.identity = origin.identity;
    packet.cause = origin.cause;
    if (this.#datagrams !== null) this.#datagrams.add(packet);
    return packet;
  }

  /** A copy of `origin`, link header included, with the same datagram identity. */
  clone(origin: PacketBuffer): PacketBuffer {
    const copy = this.allocateFor(origin, origin.length);
    const header = origin.linkHeaderLength;
    copy.linkHeaderLength = header;
    copy.flags = origin.flags;
    copy.bytes.set(
      origin.bytes.subarray(origin.start - header, origin.start + origin.length),
      copy.start - header,
    );
    return copy;
  }

  /** A packet with these octets, as if they had just been built. */
  from(octets: Uint8Array): PacketBuffer {
    const packet = this.allocate(octets.length);
    packet.bytes.set(octets, packet.start);
    return packet;
  }

  /** Ends the life of a packet; its buffer may be reused at once. */
  end(packet: PacketBuffer, disposition: Disposition): void {
    if (!packet.live) throw new Error(`packet ${packet.serial} ended twice`);
    packet.live = false;
    packet.next = null;
    if (this.#datagrams !== null) this.#datagrams.remove(packet);
    this.#dispositions[disposition] = (this.#dispositions[disposition] as number) + 1;
    (this.#free[packet.sizeClass] as PacketBuffer[]).push(packet);
  }

  /** Identity that the next datagram will have. */
  get nextIdentity(): number {
    return this.#lastIdentity + 1;
  }

  /** Octets of buffers made so far, free ones included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Packets made and not yet ended. */
  get liveCount(): number {
    let ended = 0;
    for (const count of this.#dispositions) ended += count;
    return this.#created - ended;
  }

  /**
   * Whether a packet of a datagram is in flight: one of its fragments or copies, too. The first question
   * walks all packets; from then on each packet costs a little more.
   */
  isInFlight(identity: number): boolean {
    return this.#liveDatagrams().hasPacket(identity);
  }

  /** Whether a packet is in flight that a datagram caused: an answer, or an ICMP error about it. */
  isReplyInFlight(identity: number): boolean {
    return this.#liveDatagrams().hasAnswer(identity);
  }

  /**
   * Whether all is over with a datagram: nothing of it, nor of what stacks answered to it, is in flight, and never will
   * be again. It is found out late, and for many at once: {@link settle} looks.
   */
  isSettled(identity: number): boolean {
    return this.#settled.has(identity);
  }

  /** Looks for datagrams that are over, if many packets were made since the last look. */
  settle(nowNs: number): void {
    const looked = {
      buffers: this.#all,
      created: this.#created,
      lastIdentity: this.#lastIdentity,
    };
    this.#settled.look(nowNs, looked);
  }

  /** Packets made so far, and how those that ended did (only dispositions that occurred). */
  totals(): PacketTotals {
    const dispositions: Partial<Record<DispositionName, number>> = {};
    let ended = 0;
    DISPOSITIONS.forEach(({ name }, disposition) => {
      const count = this.#dispositions[disposition] ?? 0;
      ended += count;
      if (count > 0) dispositions[name] = count;
    });
    return { created: this.#created, ended, dispositions };
  }

  #liveDatagrams(): LiveDatagrams {
    if (this.#datagrams === null) {
      this.#datagrams = new LiveDatagrams();
      for (const packet of this.#all) if (packet.live) this.#datagrams.add(packet);
    }
    return this.#datagrams;
  }

  #take(length: number): PacketBuffer {
    let sizeClass = 0;
    while (length + HEADROOM > (SIZE_CLASSES[sizeClass] ?? 0)) {
      if (++sizeClass === SIZE_CLASSES.length) {
        throw new RangeError(`a packet of ${length} octets is larger than ${MAX_PACKET_LENGTH}`);
      }
    }
    const free = this.#free[sizeClass] as PacketBuffer[];
    const packet = free.pop() ?? this.#cut(sizeClass);
    packet.start = packet.base + HEADROOM;
    packet.length = length;
    packet.linkHeaderLength = 0;
    packet.flags = 0;
    packet.serial = ++this.#created;
    packet.live = true;
    return packet;
  }

  /** Cuts a new slab into slots; one is returned, the others become free. */
  #cut(sizeClass: number): PacketBuffer {
    const size = SIZE_CLASSES[sizeClass] as number;
    const free = this.#free[sizeClass] as PacketBuffer[];
    // A class gets small slabs at first, so that a host alone stays small.
    const slots = sizeClass === 0 || this.#created > 64 ? Math.floor(SLAB_BYTES / size) : 4;
    if (this.#bytes + slots * size > this.#maxBytes) throw new PacketMemoryError(this.#maxBytes);
    this.#bytes += slots * size;
    const buffer = new ArrayBuffer(slots * size);
    const bytes = new Uint8Array(buffer);
    const view = new DataView(buffer);
    for (let slot = slots - 1; slot > 0; slot--) {
      const packet = new PacketBuffer(bytes, view, slot * size, size, sizeClass);
      free.push(packet);
      this.#all.push(packet);
    }
    const first = new PacketBuffer(bytes, view, 0, size, sizeClass);
    this.#all.push(first);
    return first;
  }
}
