import type { TcpBulkReport } from '@packetloom/sim';
import {
  BOOLEAN,
  COUNT,
  counts,
  DURATION,
  type Field,
  field,
  listOf,
  optional,
  TEXT,
} from '../../../fields/types/field.js';
import { unlessZero } from '../../../fields/types/say.js';
import { counted, grouped } from '../../../quantity/counts.js';
import { formatDuration, formatRate } from '../../../quantity/units.js';
import type { AppScopeBase } from '../../define/app.js';
import { stateFields } from '../common/fields.js';

/** A TCP connection, and what it carried. */
export interface TcpScope extends AppScopeBase<'tcp'>, Omit<TcpBulkReport, 'failures'> {
  readonly octets: number | null;
}

/** What is seen of one that has not begun. */
export const IDLE: TcpScope = {
  kind: 'tcp',
  begun: false,
  finished: false,
  sent: 0,
  failures: [],
  octets: null,
  sentBytes: 0,
  receivedBytes: 0,
  connectNs: null,
  completionNs: null,
  receivingNs: null,
  completed: false,
  state: 'CLOSE',
  cwnd: 0,
  ssthresh: null,
  inFlight: 0,
  mss: 0,
  srttNs: null,
  rttvarNs: null,
  minRttNs: null,
  rtoNs: 0,
  retransmissions: 0,
  lostSegments: 0,
  markedSegments: 0,
  congestionControl: '',
};

const NS_PER_SECOND = 1_000_000_000;

/** Octets that were read, by the time that it took: bits a second. */
function goodputOf({ receivedBytes, receivingNs }: TcpScope): number | null {
  if (receivingNs === null || receivingNs === 0) return null;
  return Math.round((receivedBytes * 8 * NS_PER_SECOND) / receivingNs);
}

/** What TCP_INFO tells of the connection of the sender, now or when it ended. */
const CONNECTION_FIELDS: readonly Field<TcpScope>[] = [
  field('state', {
    type: TEXT,
    description:
      "state of the sender's connection (RFC 9293 3.3.2) by Linux's name, such as `ESTABLISHED`; `CLOSE` before it and after it, TIME_WAIT among that",
    read: ({ state }) => state,
  }),
  counts('cwnd', 'segments', 'congestion window', ({ cwnd }) => cwnd),
  field('ssthresh', {
    type: optional(COUNT),
    unit: 'segments',
    description: 'slow start threshold; none before the first loss',
    read: ({ ssthresh }) => ssthresh,
  }),
  counts(
    'inFlight',
    'segments',
    'segments in flight, as far as the sender knows (RFC 6675 4, pipe)',
    ({ inFlight }) => inFlight,
  ),
  counts('mss', 'bytes', 'data in a full segment', ({ mss }) => mss),
  field('srtt', {
    type: optional(DURATION),
    description: 'smoothed round trip time (RFC 6298 2); none before a sample',
    read: ({ srttNs }) => srttNs,
    say: ({ srttNs }) => (srttNs === null ? null : `srtt ${formatDuration(srttNs)}`),
  }),
  field('rttvar', {
    type: optional(DURATION),
    description: "variation of the round trip time, as Linux's `tcpi_rttvar`",
    read: ({ rttvarNs }) => rttvarNs,
  }),
  field('minRtt', {
    type: optional(DURATION),
    description: 'shortest round trip time of late',
    read: ({ minRttNs }) => minRttNs,
  }),
  field('rto', {
    type: DURATION,
    description: 'retransmission time-out (RFC 6298)',
    read: ({ rtoNs }) => rtoNs,
  }),
  counts(
    'retransmissions',
    'segments',
    'segments sent again, SYN and FIN among them',
    ({ retransmissions }) => retransmissions,
    ({ retransmissions }) =>
      retransmissions === 0 ? null : counted(retransmissions, 'retransmission'),
  ),
  counts(
    'lostSegments',
    'segments',
    'segments that the sender thought to be lost',
    ({ lostSegments }) => lostSegments,
  ),
  counts(
    'markedSegments',
    'segments',
    'segments that arrived with a mark of congestion (CE), as ACKs report',
    ({ markedSegments }) => markedSegments,
    unlessZero(({ markedSegments }) => markedSegments, 'marked'),
  ),
  field('congestionControl', {
    type: TEXT,
    description: 'name of its congestion control',
    read: ({ congestionControl }) => congestionControl,
  }),
];

/** What can be asked of `tcp`. */
export const FIELDS: readonly Field<TcpScope>[] = [
  counts(
    'sentBytes',
    'bytes',
    "octets that the sender's socket took",
    ({ sentBytes }) => sentBytes,
  ),
  counts(
    'receivedBytes',
    'bytes',
    'octets that the receiver read, in order and each once',
    ({ receivedBytes }) => receivedBytes,
    ({ receivedBytes, sentBytes, completed }) =>
      completed
        ? `${counted(receivedBytes, 'byte')} received`
        : `${grouped(receivedBytes)} of ${counted(sentBytes, 'byte')} received`,
  ),
  field('completed', {
    type: BOOLEAN,
    description: 'whether the receiver has read all that was to be sent, and its end',
    read: ({ completed }) => completed,
    say: ({ begun, completed }) => (begun && !completed ? 'not completed' : null),
  }),
  field('completionTime', {
    type: optional(DURATION),
    description: 'from the first SYN to when it was completed; none before',
    read: ({ completionNs }) => completionNs,
    say: ({ completionNs }) =>
      completionNs === null ? null : `completed in ${formatDuration(completionNs)}`,
  }),
  field('connectTime', {
    type: optional(DURATION),
    description: 'from the first SYN to the SYN-ACK; none before',
    read: ({ connectNs }) => connectNs,
  }),
  field('goodput', {
    type: optional(COUNT),
    unit: 'bit/s',
    description:
      'data that the receiver read by the time from the first SYN to the last of it; none before the first',
    read: goodputOf,
    say: (scope) => {
      const goodput = goodputOf(scope);
      return goodput === null ? null : `goodput ${formatRate(goodput)}`;
    },
  }),
  ...CONNECTION_FIELDS,
  ...stateFields(),
  field('failures', {
    type: listOf(TEXT),
    description:
      'why an end of it failed, by the name of the errno: `ECONNREFUSED`, `ETIMEDOUT`, `ECONNRESET` and others',
    read: ({ failures }) => failures,
    say: ({ failures }) => (failures.length === 0 ? null : failures.join(', ')),
  }),
];
