import type { TcpErrno, TcpInfo, TcpSocket } from '@packetloom/core';

/** What a connection is like, in units of TCP_INFO: windows and losses in segments. */
export interface TcpConnectionReport {
  /** By Linux's name, such as `ESTABLISHED`; `CLOSE` before it begins and after it has ended. */
  readonly state: TcpInfo['state'];
  /** Segments. */
  readonly cwnd: number;
  /** Segments; null while it is infinite. */
  readonly ssthresh: number | null;
  /** Segments in flight, as far as the sender knows. */
  readonly inFlight: number;
  /** Octets of data in a full segment. */
  readonly mss: number;
  /** Smoothed round trip time, its variation, the least, and the retransmission time-out; null before a sample. */
  readonly srttNs: number | null;
  readonly rttvarNs: number | null;
  readonly minRttNs: number | null;
  readonly rtoNs: number;
  /** Segments sent again, SYNs among them. */
  readonly retransmissions: number;
  /** Segments that were thought to be lost. */
  readonly lostSegments: number;
  /** Segments that arrived with a mark of congestion (CE), as ACKs report. */
  readonly markedSegments: number;
  readonly congestionControl: string;
}

/** What came of a bulk transfer. */
export interface TcpBulkReport extends TcpConnectionReport {
  /** Octets that the socket took. */
  readonly sentBytes: number;
  /** Octets that the receiver read. */
  readonly receivedBytes: number;
  /** From the first SYN to when the sender was connected; null before. */
  readonly connectNs: number | null;
  /** From the first SYN to when the receiver had read all, the end of the stream too; null before. */
  readonly completionNs: number | null;
  /** From the first SYN to the last octet that the receiver read; null before the first one. */
  readonly receivingNs: number | null;
  /** Whether the receiver has read all that was to be sent, and the end of the stream. */
  readonly completed: boolean;
  /** Why it failed, by the name of the errno: of each end at most one. */
  readonly failures: readonly TcpErrno[];
}

const MS = 1_000_000;
const US = 1000;

/** Of a socket that is not connected yet. */
const IDLE: TcpConnectionReport = {
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

/** The present state of the connection of a socket. */
export function connectionReport(socket: TcpSocket | null): TcpConnectionReport {
  const connection = socket?.connection ?? null;
  const info = socket?.info() ?? null;
  if (connection === null || info === null) return IDLE;
  const sampled = connection.srttUs8 > 0;
  return {
    state: info.state,
    cwnd: info.cwnd,
    ssthresh: Number.isFinite(info.ssthresh) ? info.ssthresh : null,
    inFlight: connection.inFlight,
    mss: info.sndMss,
    srttNs: sampled ? (connection.srttUs8 * US) / 8 : null,
    rttvarNs: sampled ? (connection.mdevUs4 * US) / 4 : null,
    minRttNs: info.minRttMs === null ? null : Math.round(info.minRttMs * MS),
    rtoNs: info.rtoMs * MS,
    retransmissions: info.totalRetrans,
    lostSegments: connection.lost,
    markedSegments: connection.deliveredCe,
    congestionControl: connection.control.name,
  };
}
