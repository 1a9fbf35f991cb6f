import {
  type Host,
  type NetError,
  setSocketOption,
  type TcpBehaviour,
  type TcpErrno,
  type TcpSocket,
} from '@packetloom/core';

/** What a program asks of its sockets. */
export interface TcpSocketSpec {
  /** TCP_CONGESTION; that of the host unless given. */
  readonly congestionControl?: string;
  /** What differs from the TCP of the host, at both ends: other apps do not share such a port. */
  readonly behaviour?: Partial<TcpBehaviour>;
  /** TCP_NODELAY: small segments do not wait for ACKs. Default false. */
  readonly noDelay?: boolean;
  /** TOS octet, its two ECN bits left out. Default 0. */
  readonly typeOfService?: number;
  /** TTL; the host's default unless given. */
  readonly ttl?: number;
}

/** Sets up a socket before it connects. */
export function setTcpOptions(socket: TcpSocket, host: Host, spec: TcpSocketSpec): TcpErrno | null {
  const { congestionControl, behaviour, noDelay = false } = spec;
  const { typeOfService = 0, ttl = host.defaultTtl } = spec;
  if (behaviour !== undefined) socket.useBehaviour({ ...host.tcp.behaviour, ...behaviour });
  if (noDelay) setSocketOption(socket, 'TCP_NODELAY', 1);
  socket.options.tos = typeOfService & ~3;
  socket.options.ttl = ttl;
  return congestionControl === undefined ? null : socket.useCongestionControl(congestionControl);
}

const NET_ERRORS: Partial<Record<TcpErrno, NetError>> = {
  ENETUNREACH: 'no-route',
  EADDRINUSE: 'port-in-use',
  EADDRNOTAVAIL: 'no-ports',
  ENOENT: 'unknown-protocol-option',
};

/** Why a program cannot begin, as apps tell it. */
export function tcpError(error: TcpErrno): NetError {
  return NET_ERRORS[error] ?? 'not-permitted';
}
