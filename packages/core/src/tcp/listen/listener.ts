// A listening port: requests that wait for their last ACK, and connections that wait to be accepted.
import type { Connection, FourTuple } from '../control/connection.js';
import type { TcpEngine } from '../control/engine.js';
import type { SocketOptions } from '../settings/socketOptions.js';
import type { SynRequest } from './synRequest.js';

/** What is told to the owner of a listener. */
export interface AcceptListener {
  /** A connection may be accepted. */
  onAcceptable(): void;
}

/** What a listener needs of the engine, beside what connections need. */
export interface ListenEngine extends TcpEngine {
  forgetRequest(request: SynRequest): void;
  addConnection(connection: Connection): void;
  /** An initial sequence number, and the offset of timestamps, for a new connection. */
  initialSequence(tuple: FourTuple): number;
  timestampOffset(tuple: FourTuple): number;
  identification(): number;
}

export class Listener {
  readonly engine: ListenEngine;
  readonly localPort: number;
  readonly options: SocketOptions;
  backlog: number;
  owner: AcceptListener | null = null;
  isClosed = false;
  readonly requests = new Set<SynRequest>();
  /** Connections that wait to be accepted, in order. */
  readonly waiting: Connection[] = [];

  constructor(engine: ListenEngine, localPort: number, options: SocketOptions, backlog: number) {
    this.engine = engine;
    this.localPort = localPort;
    this.options = options;
    this.backlog = Math.min(backlog, engine.behaviour.somaxconn);
  }

  /** The queue takes one more than the backlog says. */
  get isFull(): boolean {
    return this.waiting.length > this.backlog;
  }

  get hasTooManyRequests(): boolean {
    return this.requests.size > this.backlog;
  }

  /** A request became a connection. */
  enqueue(connection: Connection): void {
    this.waiting.push(connection);
  }
}
