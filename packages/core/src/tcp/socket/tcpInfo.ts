// What TCP_INFO tells of a connection (Linux's struct tcp_info).
import { INFINITE_SSTHRESH } from '../congestion/congestionControl.js';
import { type Connection, NO_RTT } from '../control/connection.js';
import type { Listener } from '../listen/listener.js';
import { caStateName, type TcpStateName, tcpStateName } from '../protocol/state.js';
import { maxAckDelay } from '../receive/ackPolicy.js';

/** A snapshot. Windows and losses are in segments, unless they are said to be octets. */
export interface TcpInfo {
  readonly state: TcpStateName;
  readonly caState: ReturnType<typeof caStateName>;
  readonly retransmits: number;
  readonly probes: number;
  readonly backoff: number;
  readonly rtoMs: number;
  /** Time of a delayed ACK; 0 before the first data. */
  readonly atoMs: number;
  /** Octets. */
  readonly sndMss: number;
  readonly rcvMss: number;
  readonly advMss: number;
  readonly pmtu: number;
  readonly unacked: number;
  readonly sacked: number;
  readonly lost: number;
  readonly retrans: number;
  readonly cwnd: number;
  /** Infinity before the first loss. */
  readonly ssthresh: number;
  readonly reordering: number;
  /** Octets. */
  readonly rcvSsthresh: number;
  readonly rcvSpace: number;
  readonly sndWnd: number;
  readonly rcvWnd: number;
  readonly rttMs: number;
  readonly rttvarMs: number;
  /** Null without a sample. */
  readonly minRttMs: number | null;
  readonly totalRetrans: number;
  readonly delivered: number;
  readonly dsackDups: number;
  readonly reordSeen: number;
}

export function tcpInfoOf(connection: Connection): TcpInfo {
  const { tickMs } = connection.engine.behaviour;
  const { minRttUs, ssthresh } = connection;
  return {
    state: tcpStateName(connection.state),
    caState: caStateName(connection.caState),
    retransmits: connection.retransmits,
    probes: connection.probesOut,
    backoff: connection.backoff,
    rtoMs: connection.rto * tickMs,
    atoMs: delayedAckMs(connection),
    sndMss: connection.mss,
    rcvMss: connection.rcvMss,
    advMss: connection.advMss,
    pmtu: connection.pmtu,
    unacked: connection.packetsOut,
    sacked: connection.sackedOut,
    lost: connection.lostOut,
    retrans: connection.retransOut,
    cwnd: connection.cwnd,
    ssthresh: ssthresh >= INFINITE_SSTHRESH ? Number.POSITIVE_INFINITY : ssthresh,
    reordering: connection.reordering,
    rcvSsthresh: connection.rcvSsthresh,
    rcvSpace: connection.rcvSpace,
    sndWnd: connection.sndWnd,
    rcvWnd: connection.rcvWnd,
    rttMs: (connection.srttUs8 >>> 3) / 1000,
    rttvarMs: (connection.mdevUs4 >>> 2) / 1000,
    minRttMs: minRttUs === NO_RTT ? null : minRttUs / 1000,
    totalRetrans: connection.totalRetrans,
    delivered: connection.delivered,
    dsackDups: connection.dsackDups,
    reordSeen: connection.reorderingSeen,
  };
}

function delayedAckMs(connection: Connection): number {
  const ticks = Math.min(connection.ato, maxAckDelay(connection));
  return ticks * connection.engine.behaviour.tickMs;
}

/** TCP_INFO of a listener: the lengths of its queue stand in two fields of segments. */
export function tcpInfoOfListener(listener: Listener): TcpInfo {
  const { behaviour } = listener.engine;
  return {
    state: 'LISTEN',
    caState: 'Open',
    retransmits: 0,
    probes: 0,
    backoff: 0,
    rtoMs: 0,
    atoMs: 0,
    sndMss: 0,
    rcvMss: 0,
    advMss: 0,
    pmtu: 0,
    unacked: listener.waiting.length,
    sacked: listener.backlog,
    lost: 0,
    retrans: 0,
    cwnd: behaviour.initialWindowSegments,
    ssthresh: 0,
    reordering: behaviour.reordering,
    rcvSsthresh: 0,
    rcvSpace: 0,
    sndWnd: 0,
    rcvWnd: 0,
    rttMs: 0,
    rttvarMs: 0,
    minRttMs: 0,
    totalRetrans: 0,
    delivered: 0,
    dsackDups: 0,
    reordSeen: 0,
  };
}
