// What the file descriptors of a script stand for.
import type { PollEvent, TcpSocket } from '@packetloom/core';
import type { Epoll } from './epoll.js';

export interface TcpDescriptor {
  readonly kind: 'tcp';
  readonly socket: TcpSocket;
  nonBlocking: boolean;
  /** Port that was bound; 0 for none. */
  boundPort: number;
  isListening: boolean;
  /** SO_LINGER with no time: close resets. */
  resetsOnClose: boolean;
  /** TCP_INQ. */
  tellsInq: boolean;
  /** Options as they were set, for those that getsockopt only tells again. */
  readonly options: Map<string, number | string>;
}

export interface EpollDescriptor {
  readonly kind: 'epoll';
  readonly epoll: Epoll;
}

export type Descriptor = TcpDescriptor | EpollDescriptor;

export function tcpDescriptor(socket: TcpSocket, nonBlocking: boolean): TcpDescriptor {
  return {
    kind: 'tcp',
    socket,
    nonBlocking,
    boundPort: 0,
    isListening: false,
    resetsOnClose: false,
    tellsInq: false,
    options: new Map(),
  };
}

const BITS: Readonly<Record<PollEvent, number>> = {
  IN: 1,
  PRI: 2,
  OUT: 4,
  ERR: 8,
  HUP: 0x10,
  RDHUP: 0x2000,
};
const ALSO: Readonly<Partial<Record<PollEvent, number>>> = { IN: 0x40, OUT: 0x100 };

/** What poll(2) says of a socket, as bits. */
export function pollBits(socket: TcpSocket): number {
  return socket.poll().reduce((bits, event) => bits | BITS[event] | (ALSO[event] ?? 0), 0);
}
