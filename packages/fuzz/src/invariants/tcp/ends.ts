import type { Recording } from '../../observe/recording.js';
import type { ProgramEnd } from '../../observe/tcp/socketTap.js';
import type { RunInvariant } from '../invariant.js';
import { failuresIn, nameOf, otherEnd } from './pairs.js';

/** States by their numbers in Linux, in which a connection may wait for its peer for ever. */
const WAITING: ReadonlySet<number> = new Set([1, 5, 8]); // ESTABLISHED, FIN_WAIT2, CLOSE_WAIT
const CLOSE = 7;

/** RFC 9293 3.6. */
export const endsAgree: RunInvariant = {
  name: 'ends-agree',
  meaning:
    'Both ends of a TCP connection agree on how it ended: where one closed it in order and did not fail, the other read all that was written and the end of it, or failed, or was given up before.',
  check({ tcpEnds, events }) {
    const failures = failuresIn(events);
    for (const end of tcpEnds) {
      const { connection, written, hasShutDown, givenUp } = end;
      const isInOrder = hasShutDown && givenUp !== 'abort' && !failures.has(nameOf(end));
      const other = otherEnd(end, tcpEnds);
      if (!isInOrder || connection.state !== CLOSE || other === null) continue;
      if (failures.has(nameOf(other)) || other.givenUp === 'abort') continue;
      if (other.hasReadEnd && other.read.length === written.length) continue;
      const read = `${other.read.length} of ${written.length} octets`;
      const message = `${nameOf(end)} closed in order, its peer read ${read} and ${other.hasReadEnd ? '' : 'not '}the end`;
      return { message };
    }
    return null;
  },
};

/** RFC 9293 3.5.1 (half-open connections), 3.8.3, RFC 1122 4.2.3.5, 4.2.2.13. */
export const connectionsEnd: RunInvariant = {
  name: 'connections-end',
  meaning:
    'When nothing is left to happen, no TCP connection is left, but one whose program still waits for a peer that is gone, which without keep-alives nothing can tell it: it is established or half closed, all that it sent is acknowledged, and all that came is read. No timer is left without need, and no program is forgotten.',
  check(recording) {
    if (recording.result === null || recording.network.document.stopNs !== null) return null;
    for (const end of recording.tcpEnds) {
      const message = leftover(end, recording);
      if (message !== null) return { message: `${nameOf(end)} ${message}` };
    }
    return null;
  },
};

function leftover(end: ProgramEnd, { tcpEnds }: Recording): string | null {
  const { state, sndUna, writeSeq, copiedSeq, rcvNxt } = end.connection;
  if (state === CLOSE) return null;
  if (!WAITING.has(state)) return `is left in state ${state}`;
  if (end.givenUp !== null) return `is left in state ${state}, and no program has it`;
  if (sndUna !== writeSeq) return `is left with ${writeSeq - sndUna} octets to be acknowledged`;
  if (copiedSeq !== rcvNxt) return 'is left with octets that nobody read';
  const other = otherEnd(end, tcpEnds);
  if (other === null || other.connection.state === CLOSE) return null;
  return `is left in state ${state}, its peer in state ${other.connection.state}`;
}
