// setsockopt(2), by Linux's names. Numbers are as Linux takes them.

import { AckOwed } from '../control/connection.js';
import { keepaliveIdleMs } from '../lifecycle/establish.js';
import type { TcpErrno } from '../protocol/errno.js';
import { TcpState } from '../protocol/state.js';
import { enterInteractive, isAckScheduled, leaveInteractive } from '../receive/ackPolicy.js';
import { setWindowClamp } from '../receive/bufferTuning.js';
import { pushPending } from '../send/writeQueue.js';
import { Nagle, type SocketOptions } from '../settings/socketOptions.js';
import { elapsedSinceReceivedMs } from '../timers/timers.js';
import type { TcpSocket } from './tcpSocket.js';

const MIN_RCVBUF = 2304;
const MIN_SNDBUF = 4608;
const MIN_MAXSEG = 88;
const MAX_MAXSEG = 32_767;
const ECN_MASK = 3;

/** Sets an option; returns why it cannot be set. */
export function setSocketOption(
  socket: TcpSocket,
  name: string,
  value: number | string,
): TcpErrno | null {
  if (typeof value === 'string') return setCongestion(socket, name, value);
  const setter = SETTERS.get(name);
  if (setter !== undefined) return setter(socket, value) ?? null;
  return setPlain(socket.options, name, value) ? null : 'ENOPROTOOPT';
}

function setCongestion(socket: TcpSocket, name: string, value: string): TcpErrno | null {
  if (name !== 'TCP_CONGESTION') return 'EINVAL';
  return socket.useCongestionControl(value);
}

/** Options that are only remembered; returns whether this is one. */
function setPlain(options: SocketOptions, name: string, value: number): boolean {
  switch (name) {
    case 'SO_REUSEADDR':
      return true;
    case 'TCP_KEEPINTVL':
      options.keepIntervalS = value;
      return true;
    case 'TCP_KEEPCNT':
      options.keepProbes = value;
      return true;
    case 'TCP_USER_TIMEOUT':
      options.userTimeoutMs = value;
      return true;
    case 'TCP_SYNCNT':
      options.synRetries = value;
      return true;
    case 'TCP_LINGER2':
      options.linger2S = value < 0 ? -1 : value;
      return true;
    case 'TCP_THIN_LINEAR_TIMEOUTS':
      options.thinLinearTimeouts = value !== 0;
      return true;
    case 'SO_MAX_PACING_RATE':
      options.maxPacingRate = value;
      return true;
    case 'SO_OOBINLINE':
      options.oobInline = value !== 0;
      return true;
    case 'IP_TOS':
      options.tos = value & 0xff & ~ECN_MASK;
      return true;
    case 'IP_TTL':
      options.ttl = value;
      return true;
    case 'IP_MTU_DISCOVER':
      options.mtuDiscover = value;
      return true;
    case 'IP_RECVERR':
      options.receiveErrors = value !== 0;
      return true;
    default:
      return false;
  }
}

/** Options that do something at once, or are checked. */
type Setter = (socket: TcpSocket, value: number) => TcpErrno | undefined;

const SETTERS: ReadonlyMap<string, Setter> = new Map<string, Setter>([
  ['TCP_NODELAY', setNodelay],
  ['TCP_CORK', setCork],
  ['TCP_QUICKACK', setQuickAck],
  ['SO_RCVBUF', setRcvbuf],
  ['SO_SNDBUF', setSndbuf],
  ['SO_RCVLOWAT', setRcvlowat],
  ['SO_KEEPALIVE', setKeepalive],
  ['TCP_KEEPIDLE', setKeepIdle],
  ['TCP_WINDOW_CLAMP', setClamp],
  ['TCP_NOTSENT_LOWAT', setNotsentLowat],
  ['TCP_DEFER_ACCEPT', setDeferAccept],
  ['TCP_MAXSEG', setMaxSegment],
]);

function setNodelay(socket: TcpSocket, value: number): undefined {
  const { options } = socket;
  if (value === 0) {
    options.nagle &= ~Nagle.OFF;
    return;
  }
  options.nagle |= Nagle.OFF | Nagle.PUSH;
  if (socket.connection !== null) pushPending(socket.connection);
}

function setCork(socket: TcpSocket, value: number): undefined {
  const { options } = socket;
  if (value !== 0) {
    options.nagle |= Nagle.CORK;
    if ((options.nagle & Nagle.OFF) !== 0) options.nagle |= Nagle.PUSH;
    return;
  }
  options.nagle &= ~Nagle.CORK;
  if ((options.nagle & Nagle.OFF) !== 0) options.nagle |= Nagle.PUSH;
  if (socket.connection !== null) pushPending(socket.connection);
}

function setQuickAck(socket: TcpSocket, value: number): undefined {
  const { connection } = socket;
  if (connection === null) return;
  if (value === 0) {
    enterInteractive(connection);
    return;
  }
  leaveInteractive(connection);
  const { state } = connection;
  const open = state === TcpState.ESTABLISHED || state === TcpState.CLOSE_WAIT;
  if (!open || !isAckScheduled(connection)) return;
  connection.ackPending |= AckOwed.PUSHED;
  socket.flushAck();
  if ((value & 1) === 0) enterInteractive(connection);
}

function setRcvbuf(socket: TcpSocket, value: number): undefined {
  const { options } = socket;
  options.rcvbuf = Math.max(Math.min(value, socket.behaviour.rmemMax) * 2, MIN_RCVBUF);
  options.rcvbufLocked = true;
}

function setSndbuf(socket: TcpSocket, value: number): undefined {
  const { options } = socket;
  options.sndbuf = Math.max(Math.min(value, socket.behaviour.wmemMax) * 2, MIN_SNDBUF);
  options.sndbufLocked = true;
}

function setRcvlowat(socket: TcpSocket, value: number): undefined {
  const { options, connection } = socket;
  const half = options.rcvbufLocked ? options.rcvbuf >> 1 : socket.behaviour.rmem[2] >> 1;
  options.rcvlowat = Math.min(value, half) || 1;
  if (options.rcvbufLocked) return;
  // The buffer must hold so much, or it would never be read.
  const ratio = connection?.scalingRatio ?? 128;
  const needed = Math.floor((value * 256) / ratio);
  if (needed <= options.rcvbuf) return;
  options.rcvbuf = needed;
  if (connection !== null && connection.windowClamp < value) connection.windowClamp = value;
}

function setKeepalive(socket: TcpSocket, value: number): undefined {
  const { options, connection } = socket;
  const wasOn = options.keepalive;
  options.keepalive = value !== 0;
  if (connection === null || connection.state === TcpState.CLOSE) return;
  if (value === 0) connection.keepaliveTimer.cancel();
  else if (!wasOn) connection.keepaliveTimer.armMs(keepaliveIdleMs(connection));
}

function setKeepIdle(socket: TcpSocket, value: number): undefined {
  const { options, connection } = socket;
  options.keepIdleS = value;
  if (connection === null || !options.keepalive || connection.state === TcpState.CLOSE) return;
  const left = keepaliveIdleMs(connection) - elapsedSinceReceivedMs(connection);
  connection.keepaliveTimer.armMs(Math.max(0, left));
}

function setClamp(socket: TcpSocket, value: number): undefined {
  socket.options.windowClamp = value > 0 ? Math.max(MIN_RCVBUF / 2, value) : 0;
  if (socket.connection !== null) setWindowClamp(socket.connection, value);
}

function setNotsentLowat(socket: TcpSocket, value: number): undefined {
  socket.options.notsentLowat = value;
  const { connection } = socket;
  if (connection !== null) connection.owner?.onWritable(connection);
}

/** Seconds, as the number of SYN-ACKs that are sent in them. */
function setDeferAccept(socket: TcpSocket, seconds: number): undefined {
  let retries = 0;
  if (seconds > 0) {
    retries = 1;
    let timeout = 1;
    let period = 1;
    while (seconds > period && retries < 255) {
      retries++;
      timeout = Math.min(timeout * 2, 120);
      period += timeout;
    }
  }
  socket.options.deferAccept = retries;
}

function setMaxSegment(socket: TcpSocket, value: number): TcpErrno | undefined {
  if (value !== 0 && (value < MIN_MAXSEG || value > MAX_MAXSEG)) return 'EINVAL';
  socket.options.maxSegment = value;
  return undefined;
}
