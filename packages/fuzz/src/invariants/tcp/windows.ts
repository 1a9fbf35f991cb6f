import { TcpFlag } from '@packetloom/core/wire';
import { distance } from '../../observe/tcp/segment.js';
import { type WireEnd, wireEnds } from '../../observe/tcp/wireEnds.js';
import type { RunInvariant } from '../invariant.js';

/** RFC 9293 3.8.6; RFC 7323 2.3. */
export const windowsAreKept: RunInvariant = {
  name: 'windows-are-kept',
  meaning:
    'No TCP segment carries an octet, or a FIN, beyond the right edge of the largest window that the peer ever offered, scaled as both agreed.',
  check({ ipv4Events }) {
    for (const end of wireEnds(ipv4Events)) {
      const message = beyondWindow(end);
      if (message !== null) return { message: `${end.host} ${end.local}: ${message}` };
    }
    return null;
  },
};

function beyondWindow({ segments, iss, agreed }: WireEnd): string | null {
  if (iss === null || agreed === null) return null;
  let edge = 0;
  for (const { direction, timeNs, segment } of segments) {
    const { flags, acknowledgment, window, endSequence } = segment;
    if (direction === 'in') {
      if ((flags & TcpFlag.ACK) === 0) continue;
      const shift = (flags & TcpFlag.SYN) === 0 ? agreed.receivedShift : 0;
      edge = Math.max(edge, distance(iss, acknowledgment) + window * 2 ** shift);
    } else if ((flags & (TcpFlag.SYN | TcpFlag.RST)) === 0) {
      const end = distance(iss, endSequence);
      if (end > edge) return `sent up to ${end} at ${timeNs} ns, the window ends at ${edge}`;
    }
  }
  return null;
}

/** RFC 5681 3.1, RFC 6928, RFC 8985 7.3. */
export const congestionWindowsAreKept: RunInvariant = {
  name: 'congestion-windows-are-kept',
  meaning:
    'Of data that was not sent before, no TCP segment leaves while as many are in flight as the congestion window allows, but for one tail loss probe; and no congestion window is larger than the initial one and a segment for each that was delivered.',
  check: ({ overruns: [message] }) => (message === undefined ? null : { message }),
};
