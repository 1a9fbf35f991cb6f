// What received segments count against the receive buffer. Linux counts the memory that its driver and
// allocator take for a packet, not its octets; windows follow from that.

/** Octets that the driver leaves free in front of a packet. */
const HEADROOM = 64;
/** Bookkeeping of a buffer, beside its data. */
const BOOKKEEPING = 576;
/** Data that buffers of each size hold. */
const SIZES = [256, 704, 1728, 3776] as const;
/** Largest buffer that segments are gathered into. */
const LARGEST = 3776;

/** Octets of data in the buffer that holds `octets`. */
function capacityFor(octets: number): number {
  return SIZES.find((size) => octets <= size) ?? LARGEST;
}

/** A packet larger than a buffer is in whole pages beside a small one. */
const PAGE = 4096;
const HEAD_BESIDE_PAGES = 192;

function isInPages(packetOctets: number): boolean {
  return HEADROOM + packetOctets > LARGEST;
}

/** Room behind a packet of `packetOctets` (IPv4 header included) in the buffer in which it came. */
export function tailroom(packetOctets: number): number {
  if (isInPages(packetOctets)) return 0;
  return capacityFor(HEADROOM + packetOctets) - HEADROOM - packetOctets;
}

/** What a packet of `packetOctets` counts. */
export function memoryOfPacket(packetOctets: number): number {
  if (isInPages(packetOctets)) {
    return Math.ceil(packetOctets / PAGE) * PAGE + HEAD_BESIDE_PAGES + BOOKKEEPING;
  }
  return capacityFor(HEADROOM + packetOctets) + BOOKKEEPING;
}

/** What a buffer counts into which `octets` of several segments are gathered. */
export function memoryOfGathered(octets: number): number {
  return capacityFor(octets) + BOOKKEEPING;
}

/** Room that a buffer has left, made for `octets`. */
export function roomOfGathered(octets: number): number {
  return capacityFor(octets) - octets;
}

/** Most octets that one buffer gathers. */
export const MAX_GATHERED = LARGEST;
