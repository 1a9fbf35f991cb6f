// ICMP errors about segments that this host sent (RFC 1122 4.2.3.9, RFC 1191, RFC 5461, RFC 6069).

import { type Connection, Pending } from '../control/connection.js';
import { currentSsthresh, setCaState } from '../control/reduction.js';
import { plainRto } from '../control/rtt.js';
import { initialRtoTicks, rtoMaxTicks, ticksOfUs } from '../control/ticks.js';
import { armTransmitTimer } from '../control/transmitTimer.js';
import { fail } from '../lifecycle/finish.js';
import type { TcpErrno } from '../protocol/errno.js';
import { between } from '../protocol/sequence.js';
import { CaState, TcpState } from '../protocol/state.js';
import { markLost } from '../recovery/markLost.js';
import { currentMss, syncMss, usablePathMtu } from '../send/mss.js';
import { retransmitLost } from '../send/retransmit.js';
import { MtuDiscover } from '../settings/socketOptions.js';
import { onRetransmissionTimeout } from '../timers/retransmission.js';

const DESTINATION_UNREACHABLE = 3;
const TIME_EXCEEDED = 11;
const PARAMETER_PROBLEM = 12;
const NET_UNREACHABLE = 0;
const HOST_UNREACHABLE = 1;
const FRAGMENTATION_NEEDED = 4;

/** What each code of destination unreachable means to a socket. */
const UNREACHABLE_ERRORS: readonly TcpErrno[] = [
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOPROTOOPT',
  'ECONNREFUSED',
  'EMSGSIZE',
  'EOPNOTSUPP',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENONET',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
  'EHOSTUNREACH',
];

/** An ICMP error, and the segment that it quotes. */
export interface IcmpErrorAbout {
  readonly type: number;
  readonly code: number;
  /** Of fragmentation needed: the next link's MTU, 0 from old routers. */
  readonly mtu: number;
  /** Sequence number of the quoted segment. */
  readonly seq: number;
}

/** Whether the error ends a request that waits for the last ACK. */
export function endsRequest({ type, code }: IcmpErrorAbout): boolean {
  if (type === PARAMETER_PROBLEM || type === TIME_EXCEEDED) return true;
  const unreachable = code === NET_UNREACHABLE || code === HOST_UNREACHABLE;
  return type === DESTINATION_UNREACHABLE && unreachable;
}

export function onIcmpError(connection: Connection, error: IcmpErrorAbout): void {
  if (connection.state === TcpState.CLOSE) return;
  if (!between(error.seq, connection.sndUna, connection.sndNxt)) return;
  const { type, code } = error;
  if (type === DESTINATION_UNREACHABLE && code === FRAGMENTATION_NEEDED) {
    reduceMtu(connection, error.mtu);
    return;
  }
  const errno = errnoOf(type, code);
  if (errno === null) return;
  const unreachable = code === NET_UNREACHABLE || code === HOST_UNREACHABLE;
  if (type === DESTINATION_UNREACHABLE && unreachable) revertBackoff(connection, error.seq);
  if (connection.isDone) return;
  if (connection.state === TcpState.SYN_SENT || connection.state === TcpState.SYN_RECV) {
    connection.hasQueuedError = true;
    fail(connection, errno);
    return;
  }
  if (connection.options.receiveErrors) {
    connection.error = errno;
    connection.owner?.onStateChange(connection);
  } else connection.softError = errno;
}

function errnoOf(type: number, code: number): TcpErrno | null {
  switch (type) {
    case DESTINATION_UNREACHABLE:
      return UNREACHABLE_ERRORS[code] ?? null;
    case TIME_EXCEEDED:
      // Reassembly that took too long says nothing about the path.
      return code === 0 ? 'EHOSTUNREACH' : null;
    case PARAMETER_PROBLEM:
      return 'EPROTO';
    default:
      return null;
  }
}

/** A smaller path MTU: what is in flight and too large is sent again at once (RFC 1191 6.4). */
function reduceMtu(connection: Connection, mtu: number): void {
  const { engine, tuple, options } = connection;
  engine.network.reducePathMtu(tuple.remote, mtu);
  const known = usablePathMtu(connection);
  if (mtu < known && options.mtuDiscover !== MtuDiscover.DONT) connection.softError = 'EMSGSIZE';
  if (options.mtuDiscover === MtuDiscover.DONT || connection.pmtu <= known) return;
  syncMss(connection, known);
  const mss = currentMss(connection);
  for (let segment = connection.rtxQueue.head; segment !== null; segment = segment.next) {
    if (segment.length > mss) markLost(connection, segment);
  }
  if (connection.lostOut === 0) return;
  if (connection.caState !== CaState.Loss) {
    connection.highSeq = connection.sndNxt;
    connection.ssthresh = currentSsthresh(connection);
    connection.priorSsthresh = 0;
    connection.undoMarker = 0;
    setCaState(connection, CaState.Loss);
  }
  retransmitLost(connection);
}

/** RFC 6069: the path is broken, not congested, so one step of the back-off is taken back. */
function revertBackoff(connection: Connection, seq: number): void {
  const head = connection.rtxQueue.head;
  if (seq !== connection.sndUna || connection.retransmits === 0) return;
  if (connection.backoff === 0 || head === null) return;
  connection.refreshClock();
  connection.backoff--;
  const plain = connection.srttUs8 > 0 ? plainRto(connection) : initialRtoTicks(connection);
  connection.rto = Math.min(plain * 2 ** connection.backoff, rtoMaxTicks(connection));
  const sinceSent = ticksOfUs(connection, connection.nowUs - head.sentUs);
  const remaining = connection.rto - sinceSent;
  if (remaining > 0) armTransmitTimer(connection, Pending.RETRANS, remaining);
  else onRetransmissionTimeout(connection);
}
