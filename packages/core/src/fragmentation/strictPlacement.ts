// Hot path: fragments fit each other exactly, or all of the datagram is dropped (RFC 815 3).

import type { PacketBuffer } from '../packet/packetBuffer.js';
import { FRAGMENT_BLOCK_BYTES, ipv4MoreFragments } from '../wire/ipv4.js';
import type { FragmentPlacement, PlacementResult } from './fragmentPlacement.js';
import { firstOctetOf, type IncompleteDatagram, lastOctetOf } from './incompleteDatagram.js';

/** The last octet that a fragment can carry data for; data that reach it end the datagram. */
const LAST_OCTET = 65_535;

/**
 * The placement of the reference: a fragment fills a gap or a part of one, or lies in one that is held; all else
 * contradicts what was collected. The header of the whole is that of the first fragment.
 */
export const STRICT_PLACEMENT: FragmentPlacement = {
  admit(fragment, headerLength) {
    const isAligned = (fragment.length - headerLength) % FRAGMENT_BLOCK_BYTES === 0;
    return isAligned || !moreFragments(fragment);
  },

  place(datagram, fragment) {
    const first = firstOctetOf(fragment);
    const before = datagram.lastStartingUpTo(first);
    if (before !== null && lastOctetOf(before) >= first) {
      return againstHeld(datagram, fragment, before);
    }
    const after = before === null ? datagram.head : before.next;
    if (after !== null) {
      if (lastOctetOf(fragment) >= firstOctetOf(after)) return 'overlap';
      if (!moreFragments(fragment)) return 'conflicting-end';
    } else if (datagram.endKnown) {
      return 'beyond-end';
    } else {
      datagram.endKnown = !moreFragments(fragment) || lastOctetOf(fragment) === LAST_OCTET;
    }
    datagram.chain(fragment, before, after);
    return 'filled';
  },

  merge: () => true,
};

/** The first octet of the fragment is one that `held` brought already. */
function againstHeld(
  datagram: IncompleteDatagram,
  fragment: PacketBuffer,
  held: PacketBuffer,
): PlacementResult {
  const end = lastOctetOf(held);
  const last = lastOctetOf(fragment);
  if (last > end) return 'overlap';
  if (moreFragments(fragment)) return 'duplicate';
  const isSameEnd = datagram.endKnown && held === datagram.tail && last === end;
  return isSameEnd ? 'duplicate' : 'conflicting-end';
}

function moreFragments(fragment: PacketBuffer): boolean {
  return ipv4MoreFragments(fragment.view, fragment.start);
}
