import type { Clock, Ipv4Address, TcpErrno, TcpSocket } from '@packetloom/core';

/** What is told of a stream. */
export interface TcpStreamListener {
  /** The connection is established: told of the end that connects. */
  connected?(): void;
  /** Octets were read. */
  read?(octets: number): void;
  /** The other end has closed, after all that it wrote. */
  closed?(): void;
  /** Nothing more happens here: both ends have closed, or the connection failed. */
  ended?(error: TcpErrno | null): void;
}

/** Where an end that connects connects to. */
export interface TcpPeer {
  readonly address: Ipv4Address;
  readonly port: number;
}

/** What is written; its content says nothing. */
const CHUNK = new Uint8Array(65_536);
/** It need not be copied. */
const UNCHANGING = { zeroCopy: true };
/** Most octets of one call. */
const MOST = 0x7fffffff;

/** A program at one end of a connection: what it is given goes out as there is room, and what comes is read at once. */
export class TcpStream {
  readonly socket: TcpSocket;
  readonly #clock: Clock;
  readonly #listener: TcpStreamListener;
  /** null: it was accepted. */
  readonly #peer: TcpPeer | null;
  #isConnected: boolean;
  #wakes = false;
  #hasEnded = false;
  #otherClosed = false;
  #left = 0;
  #finishes = false;
  #hasShutDown = false;

  /** `peer`: whom `connect` is to reach; null for a socket that was accepted. */
  constructor(
    clock: Clock,
    socket: TcpSocket,
    { peer, listener }: { readonly peer: TcpPeer | null; readonly listener: TcpStreamListener },
  ) {
    this.#clock = clock;
    this.socket = socket;
    this.#listener = listener;
    this.#peer = peer;
    this.#isConnected = peer === null;
  }

  /** Begins: connects, or looks at what has come already. */
  open(): TcpErrno | null {
    const { socket } = this;
    if (this.#peer !== null) {
      const result = socket.connect(this.#peer);
      if (result !== 'EINPROGRESS') return result ?? 'EISCONN';
    }
    socket.onChange = () => this.#wake();
    if (this.#isConnected) this.fire();
    return null;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** So many octets are to be written, behind those before. */
  write(octets: number): void {
    this.#left += octets;
    if (this.#isConnected) this.#write();
  }

  /** When all is written, this end closes. */
  finish(): void {
    this.#finishes = true;
    if (this.#isConnected) this.#write();
  }

  /** A program acts after the stack is done with what woke it. */
  #wake(): void {
    if (this.#wakes || this.#hasEnded) return;
    this.#wakes = true;
    this.#clock.schedule(0, this);
  }

  /** The clock calls this. */
  fire(): void {
    this.#wakes = false;
    if (this.#hasEnded) return;
    const { socket } = this;
    if (!this.#isConnected && !this.#connects(socket)) return;
    this.#write();
    this.#read(socket);
  }

  #connects(socket: TcpSocket): boolean {
    const error = socket.connection?.error ?? null;
    if (error !== null || this.#peer === null) {
      this.#end(error);
      return false;
    }
    if (socket.connect(this.#peer) !== null) return false;
    this.#isConnected = true;
    this.#listener.connected?.();
    return true;
  }

  #write(): void {
    while (this.#left > 0) {
      const taken = this.socket.send(
        CHUNK.subarray(0, Math.min(this.#left, CHUNK.length)),
        UNCHANGING,
      );
      if (taken === 'EAGAIN') return;
      if (typeof taken === 'string') {
        this.#end(taken);
        return;
      }
      this.#left -= taken;
    }
    if (!this.#finishes || this.#hasShutDown || this.#hasEnded) return;
    this.#hasShutDown = true;
    this.socket.shutdown('wr');
    if (this.#otherClosed) this.#end(null);
  }

  #read(socket: TcpSocket): void {
    while (!this.#hasEnded && !this.#otherClosed) {
      const taken = socket.discard(MOST);
      if (taken === 'EAGAIN') return;
      if (typeof taken === 'string') {
        this.#end(taken);
        return;
      }
      if (taken.octets > 0) this.#listener.read?.(taken.octets);
      if (!taken.eof) continue;
      this.#otherClosed = true;
      this.#listener.closed?.();
      if (this.#hasShutDown) this.#end(null);
    }
    const error = socket.connection?.error ?? null;
    if (error !== null) this.#end(error);
  }

  #end(error: TcpErrno | null): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.socket.close();
    this.#listener.ended?.(error);
  }
}
