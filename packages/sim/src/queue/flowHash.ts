import type { PacketBuffer } from '@packetloom/core';
import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4FlagsAndFragmentOffset,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
  PROTOCOL_TCP,
  PROTOCOL_UDP,
} from '@packetloom/core/wire';

const MORE_FRAGMENTS_AND_OFFSET = 0x3fff;
const PORTS_LENGTH = 4;

/**
 * A 32-bit hash of what makes a flow (RFC 8290, section 1.4): addresses, protocol and ports. Fragments
 * go without ports, so that those of a datagram stay together. `perturbation` makes it a hash of its own.
 */
export function flowHash(packet: PacketBuffer, perturbation: number): number {
  const { view, start, length } = packet;
  if (length < IPV4_MIN_HEADER_LENGTH) return perturbation;
  let hash = mixed(perturbation, ipv4Source(view, start));
  hash = mixed(hash, ipv4Destination(view, start));
  hash = mixed(hash, ipv4Protocol(view, start));
  hash = mixed(hash, portsOf(packet));
  // The finaliser of MurmurHash3: every bit of the input moves every bit of the result.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Both ports in one number, or 0. */
function portsOf({ view, start, length }: PacketBuffer): number {
  const protocol = ipv4Protocol(view, start);
  if (protocol !== PROTOCOL_UDP && protocol !== PROTOCOL_TCP) return 0;
  if ((ipv4FlagsAndFragmentOffset(view, start) & MORE_FRAGMENTS_AND_OFFSET) !== 0) return 0;
  const headerLength = ipv4HeaderLength(view, start);
  return length < headerLength + PORTS_LENGTH ? 0 : view.getUint32(start + headerLength);
}

/** A step of MurmurHash3. */
function mixed(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const turned = Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  const joined = hash ^ turned;
  return (Math.imul((joined << 13) | (joined >>> 19), 5) + 0xe6546b64) | 0;
}
