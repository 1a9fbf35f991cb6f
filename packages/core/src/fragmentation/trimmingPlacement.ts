// Hot path: fragments as Linux places them (RFC 815, RFC 3168 5.3, RFC 5722 4).

import type { PacketBuffer } from '../packet/packetBuffer.js';
import {
  FRAGMENT_BLOCK_BYTES,
  ipv4MoreFragments,
  ipv4TypeOfService,
  setIpv4TypeOfService,
} from '../wire/ipv4.js';
import type { FragmentPlacement } from './fragmentPlacement.js';
import { firstOctetOf, type IncompleteDatagram, lastOctetOf } from './incompleteDatagram.js';
import { STRICT_PLACEMENT } from './strictPlacement.js';

// The two bits of ECN (RFC 3168 5).
const ECN_MASK = 0x03;
const NOT_ECT = 0;
const CONGESTION_EXPERIENCED = 3;

/**
 * A fragment that is covered by those that are held, be it by several, is a duplicate; any other overlap drops the
 * datagram. Data of a fragment with More Fragments are cut to a multiple of 8. CE of one fragment is that of the
 * whole; fragments of transports with and without ECN are not one datagram.
 */
export const TRIMMING_PLACEMENT: FragmentPlacement = {
  admit(fragment, headerLength) {
    if (!ipv4MoreFragments(fragment.view, fragment.start)) return true;
    const surplus = (fragment.length - headerLength) % FRAGMENT_BLOCK_BYTES;
    fragment.length -= surplus;
    return fragment.length > headerLength;
  },

  place(datagram, fragment) {
    const isMiddle = ipv4MoreFragments(fragment.view, fragment.start);
    if (isMiddle && isCovered(datagram, fragment)) return 'duplicate';
    return STRICT_PLACEMENT.place(datagram, fragment);
  },

  merge(datagram, whole) {
    const merged = mergedEcn(datagram);
    if (merged === null) return false;
    const { view, start } = whole;
    setIpv4TypeOfService(view, start, ipv4TypeOfService(view, start) | merged);
    return true;
  },
};

/** Every octet of the fragment is there. */
function isCovered(datagram: IncompleteDatagram, fragment: PacketBuffer): boolean {
  const last = lastOctetOf(fragment);
  let next = firstOctetOf(fragment);
  for (let held = datagram.head; held !== null && firstOctetOf(held) <= next; held = held.next) {
    next = Math.max(next, lastOctetOf(held) + 1);
  }
  return next > last;
}

/** What ECN adds to the type of service of the whole; null if its fragments cannot be one datagram. */
function mergedEcn(datagram: IncompleteDatagram): number | null {
  let seen = 0;
  for (let held = datagram.head; held !== null; held = held.next) {
    seen |= 1 << (ipv4TypeOfService(held.view, held.start) & ECN_MASK);
  }
  if ((seen & (1 << NOT_ECT)) !== 0) return seen === 1 << NOT_ECT ? 0 : null;
  return (seen & (1 << CONGESTION_EXPERIENCED)) !== 0 ? CONGESTION_EXPERIENCED : 0;
}
