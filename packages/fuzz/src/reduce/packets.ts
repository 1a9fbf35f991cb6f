import { checksum } from '@packetloom/core/wire';
import { smallerNumbers } from './numbers.js';

const PACKET = /^(?:[0-9a-f]{2}){20,}$/;
const MIN_HEADER_LENGTH = 20;
const TOTAL_LENGTH = 2;
const FRAGMENTATION = 6;
const FRAGMENT_BITS = 0x3fff;
const PROTOCOL = 9;
const HEADER_CHECKSUM = 10;
const SOURCE = 12;
const DESTINATION = 16;
const UDP_LENGTH = 4;
const UDP_CHECKSUM = 6;
const ICMP_CHECKSUM = 2;
const WORD = 4;

/**
 * Simpler packets than one in hexadecimal: without options, shorter, from and to addresses that come first in a list.
 */
export function* simplerPackets(text: string, addresses: readonly number[]): Iterable<string> {
  if (!PACKET.test(text)) return;
  const packet = Uint8Array.from(Buffer.from(text, 'hex'));
  const length = headerLength(packet);
  if (length === null) return;
  const [header, payload] = [packet.subarray(0, length), packet.subarray(length)];
  if (length > MIN_HEADER_LENGTH)
    yield mended([0x45, ...header.subarray(1, MIN_HEADER_LENGTH)], payload);
  for (const kept of smallerNumbers(payload.length))
    yield mended(header, payload.subarray(0, kept));
  for (const offset of [SOURCE, DESTINATION]) {
    const present = viewOf(packet).getUint32(offset);
    const known = addresses.indexOf(present);
    for (const address of known < 0 ? addresses : addresses.slice(0, known)) {
      const other = header.slice();
      viewOf(other).setUint32(offset, address);
      yield mended(other, payload);
    }
  }
}

/** The packet with other addresses, also in what it quotes. */
export function readdressed(text: string, others: ReadonlyMap<number, number>): string {
  if (!PACKET.test(text)) return text;
  const packet = Uint8Array.from(Buffer.from(text, 'hex'));
  const length = headerLength(packet);
  if (length === null) return text;
  for (let offset = SOURCE; offset + WORD <= packet.length; offset += WORD) {
    const address = viewOf(packet).getUint32(offset);
    viewOf(packet).setUint32(offset, others.get(address) ?? address);
  }
  return mended(packet.subarray(0, length), packet.subarray(length));
}

function headerLength(packet: Uint8Array): number | null {
  const [first = 0] = packet;
  const length = (first & 0xf) * WORD;
  return first >>> 4 === 4 && length >= MIN_HEADER_LENGTH && length <= packet.length
    ? length
    : null;
}

/** The packet with the lengths and checksums that it should have, in hexadecimal. */
function mended(header: Iterable<number>, payload: Uint8Array): string {
  const packet = Uint8Array.from([...header, ...payload]);
  const view = viewOf(packet);
  const start = packet.length - payload.length;
  view.setUint16(TOTAL_LENGTH, packet.length);
  view.setUint16(HEADER_CHECKSUM, 0);
  view.setUint16(HEADER_CHECKSUM, checksum(view, 0, start));
  const isWhole = (view.getUint16(FRAGMENTATION) & FRAGMENT_BITS) === 0;
  if (isWhole && payload.length >= 8) {
    const protocol = view.getUint8(PROTOCOL);
    if (protocol === 17) {
      view.setUint16(start + UDP_LENGTH, payload.length);
      view.setUint16(start + UDP_CHECKSUM, 0);
    } else if (protocol === 1 || protocol === 2) {
      view.setUint16(start + ICMP_CHECKSUM, 0);
      view.setUint16(start + ICMP_CHECKSUM, checksum(view, start, payload.length));
    }
  }
  return Buffer.from(packet).toString('hex');
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.length);
}
