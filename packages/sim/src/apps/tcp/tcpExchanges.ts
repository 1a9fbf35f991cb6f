import type { Clock, TcpErrno, TcpSocket } from '@packetloom/core';
import type { TcpServer } from '../../sockets/tcpServers.js';
import { type TcpPeer, TcpStream } from './tcpStream.js';

/** A request and its response. */
export interface Exchange {
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** From when the server has read the request to its response. */
  readonly serviceNs: number;
}

/** What is told of the exchanges of a connection. */
export interface ExchangeListener {
  /** The connection is established. */
  connected(connection: TcpExchanges): void;
  /** The server has read a request. */
  requested(exchange: Exchange): void;
  /** The client has read a response. */
  responded(exchange: Exchange, connection: TcpExchanges): void;
  /** The connection has ended, in order or not; `exchange`: what was not over. */
  ended(connection: TcpExchanges, error: TcpErrno | null, exchange: Exchange | null): void;
}

/** A connection over which a client asks, one request at a time, and a server answers. */
export class TcpExchanges {
  readonly #clock: Clock;
  readonly #client: TcpStream;
  readonly #listener: ExchangeListener;
  #server: TcpStream | null = null;
  #current: Exchange | null = null;
  #requestRead = 0;
  #responseRead = 0;

  constructor(
    clock: Clock,
    socket: TcpSocket,
    { peer, listener }: { readonly peer: TcpPeer; readonly listener: ExchangeListener },
  ) {
    this.#clock = clock;
    this.#listener = listener;
    this.#client = new TcpStream(clock, socket, {
      peer,
      listener: {
        connected: () => listener.connected(this),
        read: (octets) => this.#responseArrives(octets),
        closed: () => this.#client.finish(),
        ended: (error) => {
          const exchange = this.#current;
          this.#current = null;
          listener.ended(this, error, exchange);
        },
      },
    });
  }

  /** Connects; `server` is told to expect it. */
  open(server: TcpServer | null): TcpErrno | null {
    const error = this.#client.open();
    if (error !== null) return error;
    const iss = this.socket.connection?.iss ?? -1;
    server?.expect(iss, (accepted) => this.#accepted(accepted));
    return null;
  }

  get socket(): TcpSocket {
    return this.#client.socket;
  }

  get isIdle(): boolean {
    return this.#current === null;
  }

  /** Asks: to be called while it is idle. */
  ask(exchange: Exchange): void {
    this.#current = exchange;
    this.#requestRead = 0;
    this.#responseRead = 0;
    this.#client.write(exchange.requestBytes);
  }

  /** The client closes; the server does when it has read that. */
  close(): void {
    this.#client.finish();
  }

  #accepted(socket: TcpSocket): void {
    const server: TcpStream = new TcpStream(this.#clock, socket, {
      peer: null,
      listener: {
        read: (octets) => this.#requestArrives(octets),
        closed: () => server.finish(),
      },
    });
    this.#server = server;
    server.open();
  }

  #requestArrives(octets: number): void {
    const exchange = this.#current;
    if (exchange === null) return;
    this.#requestRead += octets;
    if (this.#requestRead < exchange.requestBytes) return;
    this.#listener.requested(exchange);
    if (exchange.serviceNs === 0) this.#server?.write(exchange.responseBytes);
    else {
      const fire = () => this.#server?.write(exchange.responseBytes);
      this.#clock.schedule(exchange.serviceNs, { fire });
    }
  }

  #responseArrives(octets: number): void {
    const exchange = this.#current;
    if (exchange === null) return;
    this.#responseRead += octets;
    if (this.#responseRead < exchange.responseBytes) return;
    this.#current = null;
    this.#listener.responded(exchange, this);
  }
}
