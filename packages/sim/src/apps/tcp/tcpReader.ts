import type { Clock, TcpErrno, TcpSocket } from '@packetloom/core';

/** What is told of a stream that is read to its end. */
export interface StreamListener {
  /** Octets were read. */
  read(octets: number): void;
  /** The stream has ended: in order, or by an error. */
  ended(error: TcpErrno | null): void;
}

/** Most octets of one call. */
const MOST = 0x7fffffff;

/** A program that reads all that comes, without looking at it, and closes when the other end does. */
export class TcpReader {
  readonly #clock: Clock;
  readonly #socket: TcpSocket;
  readonly #listener: StreamListener;
  #wakes = false;
  #hasEnded = false;

  constructor(clock: Clock, socket: TcpSocket, listener: StreamListener) {
    this.#clock = clock;
    this.#socket = socket;
    this.#listener = listener;
    socket.onChange = () => this.#wake();
    this.fire();
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
    while (!this.#hasEnded) {
      const taken = this.#socket.discard(MOST);
      if (taken === 'EAGAIN') return;
      if (typeof taken === 'string') {
        this.#end(taken);
        return;
      }
      if (taken.octets > 0) this.#listener.read(taken.octets);
      if (taken.eof) this.#end(null);
    }
  }

  #end(error: TcpErrno | null): void {
    this.#hasEnded = true;
    this.#socket.close();
    this.#listener.ended(error);
  }
}
