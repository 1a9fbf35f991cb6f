// Hot path: one small object a packet, its octets in a slab shared with others (a view of its own
// would cost 30 to 50 ns a packet). Objects are pooled and keep their shape for life.

/** Octets in front of each packet's slot that keep {@link PacketBuffer.timeNs}. */
const TIME_OCTETS = 8;
/** Octets kept free in front of each datagram: for the time, and for a link header. */
export const HEADROOM = TIME_OCTETS + 16;

/**
 * A packet on its way: `length` octets from `start` in `bytes`, which `view` shows too. One owner
 * at a time; who owns it may change it in place, and passes it on or ends it (`PacketPool.end`).
 */
export class PacketBuffer {
  // What each hop needs comes first, so that it shares cache lines.
  /** The slab that holds the octets; fields are read at `start + offset`, in network byte order. */
  readonly view: DataView;
  /** First octet of the network-layer header. */
  start = 0;
  /** Octets from `start`: header and payload. */
  length = 0;
  /** Next packet in the queue that holds this one. */
  next: PacketBuffer | null = null;
  /** Free for the holder: an order, a port, a number. */
  tag = 0;
  /** Octets of link header in front of `start`: 14 on Ethernet, else 0. */
  linkHeaderLength = 0;
  /** First octet of this packet's slot in the slab. */
  readonly base: number;
  /** Bits for the stack that holds the packet; see `ipv4/packetFlags`. */
  flags = 0;
  /** The slab as octets; other packets live there too. */
  readonly bytes: Uint8Array;
  /** Octets of this packet's slot. */
  readonly capacity: number;
  /** Which free list the slot belongs to; the pool's own. */
  readonly sizeClass: number;
  /** Identity of the datagram: kept by forwarding, fragmentation, reassembly and NAT. */
  identity = 0;
  /** Unique for each packet of a run, also for each fragment. */
  serial = 0;
  /** Identity of the datagram that caused this one (quoted by an ICMP error, answered), or 0. */
  cause = 0;
  #slot: Uint8Array | null = null;
  /** False once the packet ended; guards against a second end. */
  live = false;

  constructor(
    bytes: Uint8Array,
    view: DataView,
    base: number,
    capacity: number,
    sizeClass: number,
  ) {
    this.bytes = bytes;
    this.view = view;
    this.base = base;
    this.capacity = capacity;
    this.sizeClass = sizeClass;
  }

  /**
   * Free for the holder: an instant, in nanoseconds. It stands in front of the octets, in the cache line of the
   * header: as a field it would be a box of its own somewhere in the heap.
   */
  get timeNs(): number {
    return this.view.getFloat64(this.base);
  }

  set timeNs(timeNs: number) {
    this.view.setFloat64(this.base, timeNs);
  }

  /** This packet's whole slot in the slab as an array of its own, made when first asked for: for captures. */
  get slot(): Uint8Array {
    this.#slot ??= this.bytes.subarray(this.base, this.base + this.capacity);
    return this.#slot;
  }

  /** A copy of the octets, link header not included. For tests, captures and reports. */
  toBytes(): Uint8Array {
    return this.bytes.slice(this.start, this.start + this.length);
  }
}
