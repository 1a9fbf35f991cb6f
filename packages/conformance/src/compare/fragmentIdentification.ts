import { numberAt } from '../decode/octets.js';
import type { RecordedPacket } from '../testbed/recording.js';
import type { SentPacket } from '../vector/vector.js';
import { octetsOfExpected } from './comparePackets.js';
import { type Difference, millisecondsOf, type PacketPair } from './difference.js';

/**
 * Identifications drawn at random are not compared, but the fragments of one datagram share theirs
 * (RFC 791 3.2): expected fragments of one flow, instant and identification were sent with one.
 */
export function fragmentDifferences(pairs: readonly PacketPair[]): Difference[] {
  const identifications = new Map<string, number>();
  const differences: Difference[] = [];
  for (const { expected, got, matches } of pairs) {
    if (!matches || expected === null || got === null) continue;
    const datagram = datagramOf(expected);
    if (datagram === null) continue;
    const identification = numberAt(got.octets, 4, 2);
    const first = identifications.get(datagram);
    if (first === undefined) identifications.set(datagram, identification);
    else if (first !== identification) {
      differences.push(difference(got, first, identification));
    }
  }
  return differences;
}

/** What fragments of one datagram have in common; null for what is no fragment, or not random. */
function datagramOf(expected: SentPacket): string | null {
  if (expected.random?.includes('id') !== true) return null;
  const octets = octetsOfExpected(expected);
  if ((numberAt(octets, 6, 2) & 0x3fff) === 0) return null;
  const flow = [numberAt(octets, 9, 1), numberAt(octets, 12, 4), numberAt(octets, 16, 4)];
  return [expected.at, expected.nic, numberAt(octets, 4, 2), ...flow].join();
}

function difference(got: RecordedPacket, first: number, identification: number): Difference {
  return {
    atMs: millisecondsOf(got.timeNs),
    subject: `fragment sent on NIC ${got.nic}`,
    field: 'ip.identification',
    expected: `${first}, as the first fragment of the datagram`,
    got: String(identification),
    reference: 'RFC 791 3.2',
  };
}
