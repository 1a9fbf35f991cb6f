import type { Recording } from '../../observe/recording.js';
import { distance } from '../../observe/tcp/segment.js';
import type { ProgramEnd } from '../../observe/tcp/socketTap.js';
import { wireEnds } from '../../observe/tcp/wireEnds.js';
import type { RunInvariant, Violation } from '../invariant.js';
import { failuresIn, mayHideCorruption, nameOf, otherEnd } from './pairs.js';

/** RFC 9293 3.1: a reliable, in-order byte stream. */
export const streamsArriveWhole: RunInvariant = {
  name: 'streams-arrive-whole',
  meaning:
    'What a program reads from a TCP connection is what the program at the other end wrote, in order and once, up to some octet; the end of the stream comes after the last one. Each segment carries the octets that were written at the place that its sequence number names. (A segment whose bits were inverted twice can have a right checksum; runs with one are left out.)',
  check(recording) {
    if (mayHideCorruption(recording)) return null;
    const failures = failuresIn(recording.events);
    for (const end of recording.tcpEnds) {
      const message = readFault(end, recording.tcpEnds, failures);
      if (message !== null) return { message: `${nameOf(end)} ${message}` };
    }
    return sentFault(recording);
  },
};

function readFault(
  end: ProgramEnd,
  ends: readonly ProgramEnd[],
  failures: ReadonlyMap<string, string>,
): string | null {
  const { read, hasReadEnd } = end;
  const other = otherEnd(end, ends);
  if (other === null) return read.length === 0 ? null : `read ${read.length} octets of nobody`;
  const { written, hasShutDown } = other;
  const wrong = read.findIndex((octet, index) => octet !== written[index]);
  if (wrong >= 0) return `read ${read[wrong]} as octet ${wrong}, written was ${written[wrong]}`;
  if (!hasReadEnd || failures.has(nameOf(end))) return null;
  if (!hasShutDown) return 'read the end of a stream that has none';
  if (read.length === written.length) return null;
  return `read the end after ${read.length} of ${written.length} octets`;
}

/** A segment with other octets than those that were written there. */
function sentFault({ ipv4Events, tcpEnds }: Recording): Violation | null {
  for (const { local, iss, segments } of wireEnds(ipv4Events)) {
    const end = tcpEnds.find(({ connection }) => iss !== null && connection.iss === (iss | 0));
    if (end === undefined || iss === null) continue;
    for (const { direction, timeNs, segment } of segments) {
      if (direction !== 'out' || segment.payload.length === 0) continue;
      const first = distance(iss, segment.sequence) - 1;
      const wrong = segment.payload.findIndex((octet, at) => octet !== end.written[first + at]);
      if (wrong < 0) continue;
      return { message: `${local} sent another octet ${first + wrong} at ${timeNs} ns` };
    }
  }
  return null;
}
