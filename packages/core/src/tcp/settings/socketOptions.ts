// Options of a socket, by Linux's names for them in comments. What is accepted inherits the listener's.
import type { TcpBehaviour } from './behaviour.js';

/** IP_MTU_DISCOVER. */
export const MtuDiscover = { DONT: 0, WANT: 1, DO: 2, PROBE: 3 } as const;

/** How small segments are held back (RFC 9293 3.7.4). */
export const Nagle = {
  /** TCP_NODELAY: not at all. */
  OFF: 1,
  /** TCP_CORK: always. */
  CORK: 2,
  /** What is queued now goes out all the same. */
  PUSH: 4,
} as const;

export class SocketOptions {
  /** TCP_CONGESTION. */
  congestionControl: string;
  /** SO_RCVBUF: octets of memory, doubled; grows by itself unless `rcvbufLocked`. */
  rcvbuf: number;
  rcvbufLocked = false;
  /** SO_SNDBUF. */
  sndbuf: number;
  sndbufLocked = false;
  /** SO_RCVLOWAT. */
  rcvlowat = 1;
  /** TCP_NOTSENT_LOWAT; 0xffffffff is none. */
  notsentLowat = 0xffffffff;
  /** TCP_NODELAY and TCP_CORK, as bits of {@link Nagle}. */
  nagle = 0;
  /** SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT; 0 is the host's. */
  keepalive = false;
  keepIdleS = 0;
  keepIntervalS = 0;
  keepProbes = 0;
  /** TCP_USER_TIMEOUT in milliseconds; 0 is none. */
  userTimeoutMs = 0;
  /** TCP_SYNCNT; 0 is the host's. */
  synRetries = 0;
  /** TCP_LINGER2 in seconds; 0 is the host's, -1 no FIN_WAIT2 at all. */
  linger2S = 0;
  /** TCP_DEFER_ACCEPT, as a number of SYN-ACKs. */
  deferAccept = 0;
  /** TCP_MAXSEG; 0 is none. */
  maxSegment = 0;
  /** TCP_WINDOW_CLAMP; 0 is none. */
  windowClamp = 0;
  /** SO_MAX_PACING_RATE, in octets a second. */
  maxPacingRate = Number.POSITIVE_INFINITY;
  /** SO_OOBINLINE. */
  oobInline = false;
  /** TCP_THIN_LINEAR_TIMEOUTS. */
  thinLinearTimeouts = false;
  /** IP_TOS, IP_TTL. */
  tos = 0;
  ttl = 64;
  mtuDiscover: number = MtuDiscover.WANT;
  /** IP_RECVERR: soft errors are told at once. */
  receiveErrors = false;

  constructor(behaviour: TcpBehaviour) {
    this.congestionControl = behaviour.congestionControl;
    this.rcvbuf = behaviour.rmem[1];
    this.sndbuf = behaviour.wmem[1];
  }

  /** The same options, for a connection of its own. */
  clone(behaviour: TcpBehaviour): SocketOptions {
    // By the constructor: objects that are put together field by field take five times the memory.
    return Object.assign(new SocketOptions(behaviour), this);
  }
}
