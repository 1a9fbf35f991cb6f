// getsockopt(2), by Linux's names; numbers are as Linux gives them.
import type { TcpErrno } from '../protocol/errno.js';
import { TcpState } from '../protocol/state.js';
import { isInteractive } from '../receive/ackPolicy.js';
import { Nagle } from '../settings/socketOptions.js';
import type { TcpSocket } from './tcpSocket.js';

const DEFAULT_MSS = 536;
const DEFAULT_LINGER2_S = 60;

/** The value of an option; `ENOPROTOOPT` is an error and not a value, told apart by `error`. */
export type OptionValue = { readonly value: number | string } | { readonly error: TcpErrno };

type Getter = (socket: TcpSocket) => number | string;

const GETTERS: ReadonlyMap<string, Getter> = new Map<string, Getter>([
  ['SO_ERROR', (socket) => socket.takeError() ?? 0],
  ['SO_RCVBUF', ({ options }) => options.rcvbuf],
  ['SO_SNDBUF', ({ options }) => options.sndbuf],
  ['SO_RCVLOWAT', ({ options }) => options.rcvlowat],
  ['SO_KEEPALIVE', ({ options }) => Number(options.keepalive)],
  ['SO_OOBINLINE', ({ options }) => Number(options.oobInline)],
  ['TCP_MAXSEG', maxSegmentOf],
  ['TCP_NODELAY', ({ options }) => Number((options.nagle & Nagle.OFF) !== 0)],
  ['TCP_CORK', ({ options }) => Number((options.nagle & Nagle.CORK) !== 0)],
  ['TCP_QUICKACK', ({ connection }) => Number(connection === null || !isInteractive(connection))],
  ['TCP_CONGESTION', ({ options }) => options.congestionControl],
  ['TCP_KEEPIDLE', ({ options, behaviour }) => options.keepIdleS || behaviour.keepaliveTimeS],
  [
    'TCP_KEEPINTVL',
    ({ options, behaviour }) => options.keepIntervalS || behaviour.keepaliveIntervalS,
  ],
  ['TCP_KEEPCNT', ({ options, behaviour }) => options.keepProbes || behaviour.keepaliveProbes],
  ['TCP_SYNCNT', ({ options, behaviour }) => options.synRetries || behaviour.synRetries],
  ['TCP_USER_TIMEOUT', ({ options }) => options.userTimeoutMs],
  ['TCP_LINGER2', ({ options }) => options.linger2S || DEFAULT_LINGER2_S],
  ['TCP_NOTSENT_LOWAT', ({ options }) => options.notsentLowat],
  ['TCP_WINDOW_CLAMP', ({ connection, options }) => connection?.windowClamp ?? options.windowClamp],
  ['TCP_THIN_LINEAR_TIMEOUTS', ({ options }) => Number(options.thinLinearTimeouts)],
  ['IP_TOS', ({ options }) => options.tos],
  ['IP_TTL', ({ options }) => options.ttl],
  ['IP_MTU_DISCOVER', ({ options }) => options.mtuDiscover],
  ['IP_RECVERR', ({ options }) => Number(options.receiveErrors)],
]);

/** Reads an option. SO_ERROR is 0 or the name of the pending error, which is told once. */
export function getSocketOption(socket: TcpSocket, name: string): OptionValue {
  const getter = GETTERS.get(name);
  return getter === undefined ? { error: 'ENOPROTOOPT' } : { value: getter(socket) };
}

/** The size of segments, or what was asked for before there is a connection. */
export function maxSegmentOf({ connection, options }: TcpSocket): number {
  if (connection === null || connection.state === TcpState.CLOSE) {
    return options.maxSegment > 0 ? options.maxSegment : DEFAULT_MSS;
  }
  return connection.mss;
}
