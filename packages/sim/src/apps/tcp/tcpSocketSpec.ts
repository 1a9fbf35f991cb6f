import type { Host, NetError, TcpErrno, TcpSocket } from '@packetloom/core';

/** What a program asks of its sockets. */
export interface TcpSocketSpec {
  /** TCP_CONGESTION; that of the host unless given. */
  readonly congestionControl?: string;
  /** TOS octet, its two ECN bits left out. Default 0. */
  readonly typeOfService?: number;
  /** TTL; the host's default unless given. */
  readonly ttl?: number;
}

/** Sets up a socket before it connects. */
export function setTcpOptions(
  socket: TcpSocket,
  host: Host,
  { congestionControl, typeOfService = 0, ttl = host.defaultTtl }: TcpSocketSpec,
): TcpErrno | null {
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
