// Hot path: changing one end of a packet's flow in place, with every checksum that covers it brought
// up to date (RFC 1624 3, RFC 3022 4.1). Nothing outside the octets that are there is touched, so
// quoted and fragmented packets can be changed as well.
import type { Ipv4Address } from '../address/ipv4Address.js';
import { updateChecksum, updateChecksum32 } from '../wire/checksum.js';
import { ICMP_OFFSET } from '../wire/icmpv4.js';
import {
  IPV4_OFFSET,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Protocol,
} from '../wire/ipv4.js';
import { PROTOCOL_ICMP, PROTOCOL_TCP, PROTOCOL_UDP } from '../wire/protocolNumber.js';
import { UDP_OFFSET } from '../wire/udp.js';
import { NO_PORT } from './flow.js';

const TCP_CHECKSUM_OFFSET = 16;
const SOURCE_PORT_OFFSET = 0;
const DESTINATION_PORT_OFFSET = 2;

/** Sets source address and port (the identifier of an ICMP query) of the packet at `start`. */
export function rewriteSource(
  view: DataView,
  start: number,
  end: number,
  address: Ipv4Address,
  port: number,
): void {
  rewrite(view, start, end, IPV4_OFFSET.source, SOURCE_PORT_OFFSET, address, port);
}

/** Sets destination address and port (the identifier of an ICMP query) of the packet at `start`. */
export function rewriteDestination(
  view: DataView,
  start: number,
  end: number,
  address: Ipv4Address,
  port: number,
): void {
  rewrite(view, start, end, IPV4_OFFSET.destination, DESTINATION_PORT_OFFSET, address, port);
}

function rewrite(
  view: DataView,
  start: number,
  end: number,
  addressOffset: number,
  portOffset: number,
  address: Ipv4Address,
  port: number,
): void {
  const oldAddress = view.getUint32(start + addressOffset);
  view.setUint32(start + addressOffset, address);
  updateAt(view, start + IPV4_OFFSET.checksum, end, oldAddress, address);
  // Later fragments have neither ports nor a checksum over them.
  if (ipv4FragmentOffsetBytes(view, start) !== 0) return;
  const transport = start + ipv4HeaderLength(view, start);
  switch (ipv4Protocol(view, start)) {
    case PROTOCOL_UDP: {
      const checksumAt = transport + UDP_OFFSET.checksum;
      if (checksumAt + 2 <= end && view.getUint16(checksumAt) === 0) {
        // The sender computed none (RFC 768).
        replaceWord(view, transport + portOffset, end, port);
        return;
      }
      const oldPort = replaceWord(view, transport + portOffset, end, port);
      updateAt(view, checksumAt, end, oldAddress, address);
      updateWordAt(view, checksumAt, end, oldPort, port);
      // A sum of zero is sent as all ones (RFC 768).
      if (checksumAt + 2 <= end && view.getUint16(checksumAt) === 0) {
        view.setUint16(checksumAt, 0xffff);
      }
      return;
    }
    case PROTOCOL_TCP: {
      const oldPort = replaceWord(view, transport + portOffset, end, port);
      updateAt(view, transport + TCP_CHECKSUM_OFFSET, end, oldAddress, address);
      updateWordAt(view, transport + TCP_CHECKSUM_OFFSET, end, oldPort, port);
      return;
    }
    case PROTOCOL_ICMP: {
      if (port >= NO_PORT) return;
      const oldIdentifier = replaceWord(view, transport + ICMP_OFFSET.identifier, end, port);
      updateWordAt(view, transport + ICMP_OFFSET.checksum, end, oldIdentifier, port);
      return;
    }
    default:
  }
}

/** Sets a word, if it is there, and returns what it was. */
function replaceWord(view: DataView, at: number, end: number, value: number): number {
  if (at + 2 > end) return value;
  const old = view.getUint16(at);
  view.setUint16(at, value);
  return old;
}

/** Brings the checksum at `at`, if it is there, up to date after an address changed. */
function updateAt(view: DataView, at: number, end: number, old: number, changed: number): void {
  if (at + 2 <= end) view.setUint16(at, updateChecksum32(view.getUint16(at), old, changed));
}

/** Brings the checksum at `at`, if it is there, up to date after a word changed. */
function updateWordAt(view: DataView, at: number, end: number, old: number, changed: number): void {
  if (at + 2 <= end) view.setUint16(at, updateChecksum(view.getUint16(at), old, changed));
}
