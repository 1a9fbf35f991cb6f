// A stream socket: the calls of socket(7) and tcp(7), none of which waits.

import type { Ipv4Address } from '../../address/ipv4Address.js';
import type { Connection, FourTuple } from '../control/connection.js';
import { Shutdown, Connection as TcpConnection } from '../control/connection.js';
import type { ConnectionOwner } from '../control/engine.js';
import { SocketEngine } from '../engine/socketEngine.js';
import type { Tcp } from '../engine/tcp.js';
import { closeSending } from '../lifecycle/closeSending.js';
import { sendFirstSyn } from '../lifecycle/connect.js';
import {
  abort,
  finish,
  finTimeoutMs,
  purgeSendQueues,
  TIME_WAIT_MS,
  timeWait,
} from '../lifecycle/finish.js';
import type { AcceptListener, ListenEngine, Listener } from '../listen/listener.js';
import type { TcpErrno } from '../protocol/errno.js';
import { after, plus } from '../protocol/sequence.js';
import { TcpState } from '../protocol/state.js';
import { sendReset } from '../send/transmit.js';
import type { TcpBehaviour } from '../settings/behaviour.js';
import { SocketOptions } from '../settings/socketOptions.js';
import { type PollEvent, pollConnection } from './poll.js';
import { unsentOrUnacknowledged } from './queues.js';
import {
  acknowledgeRead,
  discard,
  type ReadResult,
  read,
  readUrgent,
  unreadOctets,
} from './read.js';
import { type TcpInfo, tcpInfoOf, tcpInfoOfListener } from './tcpInfo.js';
import { takeError, type WriteFlags, write } from './write.js';

export type ShutdownHow = 'rd' | 'wr' | 'rdwr';

/** Where to connect to. */
export interface ConnectOptions {
  readonly address: Ipv4Address;
  readonly port: number;
}

/** A TCP socket. Nothing blocks: what cannot be done now is `EAGAIN`. */
export class TcpSocket implements ConnectionOwner, AcceptListener {
  /** Told after anything that may change what {@link poll} says. */
  onChange: (() => void) | null = null;
  options: SocketOptions;
  readonly #tcp: Tcp;
  /** The host's TCP, or as this socket sees it. */
  #engine: ListenEngine;
  #connection: Connection | null = null;
  #listener: Listener | null = null;
  #localPort = 0;
  /** As Linux's `socket->state`: whether a connect is in progress, or succeeded. */
  #progress: 'unconnected' | 'connecting' | 'connected' = 'unconnected';

  constructor(tcp: Tcp, connection: Connection | null = null) {
    this.#tcp = tcp;
    this.#engine = tcp;
    this.options = connection?.options ?? new SocketOptions(tcp.behaviour);
    if (connection === null) return;
    this.#connection = connection;
    this.#localPort = connection.tuple.localPort;
    this.#progress = 'connected';
    connection.owner = this;
  }

  /** The connection, for those who look inside; null before `connect`. */
  get connection(): Connection | null {
    return this.#connection;
  }

  get behaviour(): TcpBehaviour {
    return (this.#connection?.engine ?? this.#engine).behaviour;
  }

  /** Behaves in its own way from now on, its options anew: to be called before it connects or listens. */
  useBehaviour(behaviour: TcpBehaviour): void {
    this.#engine = new SocketEngine(this.#tcp, behaviour);
    this.options = new SocketOptions(behaviour);
  }

  get localPort(): number {
    return this.#localPort;
  }

  get remotePort(): number {
    return this.#connection?.tuple.remotePort ?? 0;
  }

  bind(port: number): void {
    this.#localPort = port;
  }

  listen(backlog: number): TcpErrno | null {
    const listener = this.#tcp.listen(this.#localPort, this.options, backlog, this.#engine);
    if (listener === null) return 'EADDRINUSE';
    listener.owner = this;
    this.#listener = listener;
    return null;
  }

  /** The next connection that waits, or `EAGAIN`. */
  accept(): TcpSocket | TcpErrno {
    const listener = this.#listener;
    if (listener === null) return 'EINVAL';
    const connection = listener.waiting.shift();
    return connection === undefined ? 'EAGAIN' : new TcpSocket(this.#tcp, connection);
  }

  /** Begins to connect (`EINPROGRESS`); later calls tell how far it got. */
  connect(peer: ConnectOptions): TcpErrno | null {
    if (this.#progress === 'connected') return 'EISCONN';
    const connection = this.#connection;
    if (this.#progress === 'connecting' && connection !== null) {
      if (connection.state === TcpState.SYN_SENT || connection.state === TcpState.SYN_RECV) {
        return 'EALREADY';
      }
      return this.#endConnect(connection);
    }
    const route = this.#tcp.network.route(peer.address);
    if (route === null) return 'ENETUNREACH';
    const tuple = this.#tupleFor(route.source, peer);
    if (typeof tuple === 'string') return tuple;
    const made = new TcpConnection(this.#engine, tuple, this.options);
    made.owner = this;
    made.identification = this.#tcp.identification();
    this.#connection = made;
    this.#progress = 'connecting';
    this.#tcp.addConnection(made);
    const iss = this.#tcp.initialSequence();
    sendFirstSyn(made, iss, this.#tcp.timestampOffset(tuple));
    return 'EINPROGRESS';
  }

  #tupleFor(local: Ipv4Address, peer: ConnectOptions): FourTuple | TcpErrno {
    const { address: remote, port: remotePort } = peer;
    const localPort =
      this.#localPort > 0 ? this.#localPort : this.#tcp.ephemeralPort(local, remote, remotePort);
    if (localPort === null) return 'EADDRNOTAVAIL';
    const tuple = { local, localPort, remote, remotePort };
    if (!this.#tcp.isFree(tuple)) return 'EADDRNOTAVAIL';
    this.#localPort = localPort;
    return tuple;
  }

  /** A connect that was begun before has ended. */
  #endConnect(connection: Connection): TcpErrno | null {
    if (connection.state !== TcpState.CLOSE) {
      this.#progress = 'connected';
      return null;
    }
    this.#progress = 'unconnected';
    return takeError(connection) ?? 'ECONNABORTED';
  }

  /** Takes octets to send; returns how many. */
  send(octets: Uint8Array, flags: WriteFlags = {}): number | TcpErrno {
    if (this.#connection === null) return 'EPIPE';
    return write(this.#connection, octets, flags);
  }

  /** Reads up to `most` octets. */
  receive(most: number, flags: { oob?: boolean; peek?: boolean } = {}): ReadResult | TcpErrno {
    const connection = this.#connection;
    if (connection === null) return 'ENOTCONN';
    const peek = flags.peek === true;
    return flags.oob === true ? readUrgent(connection, peek) : read(connection, most, peek);
  }

  /** Takes up to `most` octets without looking at them (MSG_TRUNC): how many, and whether the stream ended. */
  discard(most: number): { readonly octets: number; readonly eof: boolean } | TcpErrno {
    return this.#connection === null ? 'ENOTCONN' : discard(this.#connection, most);
  }

  shutdown(how: ShutdownHow): TcpErrno | null {
    const connection = this.#connection;
    if (connection === null) return 'ENOTCONN';
    const closed = connection.state === TcpState.CLOSE;
    const bits =
      how === 'rd'
        ? Shutdown.RECEIVE
        : how === 'wr'
          ? Shutdown.SEND
          : Shutdown.RECEIVE | Shutdown.SEND;
    connection.shutdown |= bits;
    if ((bits & Shutdown.SEND) !== 0 && connection.state !== TcpState.SYN_RECV) {
      closeSending(connection);
    }
    this.#changed();
    return closed ? 'ENOTCONN' : null;
  }

  /** Gives the socket up; the connection is closed in order, unless data was not read (RFC 2525 2.17). */
  close(): void {
    this.#closeListener();
    const connection = this.#connection;
    if (connection === null) return;
    this.#orphan(connection);
    if (connection.isDone) return;
    if (dropUnread(connection)) {
      sendReset(connection);
      finish(connection);
      return;
    }
    closeSending(connection);
    if (connection.state === TcpState.FIN_WAIT2) leaveFinWait2(connection);
  }

  /** Gives the socket up, and resets the connection (SO_LINGER with no time). */
  abort(): void {
    this.#closeListener();
    const connection = this.#connection;
    if (connection === null) return;
    this.#orphan(connection);
    if (connection.isDone) return;
    const unread = dropUnread(connection);
    const { state } = connection;
    const needsReset =
      state === TcpState.ESTABLISHED ||
      state === TcpState.CLOSE_WAIT ||
      state === TcpState.FIN_WAIT1 ||
      state === TcpState.FIN_WAIT2 ||
      state === TcpState.SYN_RECV ||
      (connection.sndNxt !== connection.writeSeq &&
        (state === TcpState.CLOSING || state === TcpState.LAST_ACK));
    if (unread || needsReset) abort(connection);
    else {
      purgeSendQueues(connection);
      finish(connection);
    }
  }

  #orphan(connection: Connection): void {
    connection.owner = null;
    connection.isOrphan = true;
    connection.shutdown = Shutdown.RECEIVE | Shutdown.SEND;
  }

  #closeListener(): void {
    const listener = this.#listener;
    if (listener === null) return;
    this.#listener = null;
    this.#tcp.closeListener(listener);
    for (const connection of listener.waiting) {
      connection.isOrphan = true;
      abort(connection);
    }
    listener.waiting.length = 0;
  }

  poll(): PollEvent[] {
    const listener = this.#listener;
    if (listener !== null) return listener.waiting.length > 0 ? ['IN'] : [];
    const connection = this.#connection;
    return connection === null ? ['OUT', 'HUP'] : pollConnection(connection);
  }

  /** SO_ERROR: the pending error, which is told once. */
  takeError(): TcpErrno | null {
    const connection = this.#connection;
    if (connection === null) return null;
    const error = takeError(connection);
    if (error !== null) return error;
    const { softError } = connection;
    connection.softError = null;
    return softError;
  }

  /** SIOCINQ, SIOCOUTQ and SIOCOUTQNSD, in octets. */
  queues(): { inq: number; outq: number; notsent: number } {
    const connection = this.#connection;
    if (connection === null) return { inq: 0, outq: 0, notsent: 0 };
    return { inq: unreadOctets(connection), ...unsentOrUnacknowledged(connection) };
  }

  /** TCP_INFO; null before `connect`. */
  info(): TcpInfo | null {
    if (this.#listener !== null) return tcpInfoOfListener(this.#listener);
    return this.#connection === null ? null : tcpInfoOf(this.#connection);
  }

  /** TCP_CONGESTION set: a connection that there is begins anew with it. */
  useCongestionControl(name: string): TcpErrno | null {
    const control = this.#tcp.createCongestionControl(name);
    if (control === null) return 'ENOENT';
    this.options.congestionControl = name;
    const connection = this.#connection;
    if (connection === null || connection.control.name === name) return null;
    connection.control = control;
    control.init?.(connection);
    return null;
  }

  /** TCP_QUICKACK set: an ACK that is owed goes out now. */
  flushAck(): void {
    if (this.#connection !== null) acknowledgeRead(this.#connection, 1);
  }

  get listener(): Listener | null {
    return this.#listener;
  }

  onAcceptable(): void {
    this.#changed();
  }

  onEstablished(): void {
    this.#changed();
  }

  onReadable(): void {
    this.#changed();
  }

  onWritable(): void {
    this.#changed();
  }

  onStateChange(): void {
    this.#changed();
  }

  #changed(): void {
    this.onChange?.();
  }
}

/** Drops what was received and not read; returns whether there was anything. */
function dropUnread(connection: Connection): boolean {
  let unread = false;
  const list = connection.receiveQueue;
  for (let segment = list.head; segment !== null; segment = list.head) {
    const end = plus(segment.endSeq, segment.fin ? -1 : 0);
    if (after(end, connection.copiedSeq)) unread = true;
    list.remove(segment);
    connection.rmem -= segment.memory;
  }
  return unread;
}

/** Nobody waits for the peer's FIN any more, but the engine for a while. */
function leaveFinWait2(connection: Connection): void {
  if (connection.options.linger2S < 0) {
    sendReset(connection);
    finish(connection);
    return;
  }
  const ms = finTimeoutMs(connection);
  if (ms > TIME_WAIT_MS) connection.keepaliveTimer.armMs(ms - TIME_WAIT_MS);
  else timeWait(connection, 'fin-wait2', ms);
}
