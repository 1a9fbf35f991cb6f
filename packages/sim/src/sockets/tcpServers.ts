import type { Host, NetError, TcpSocket } from '@packetloom/core';

/** Connections that wait to be accepted, at most. */
const BACKLOG = 4096;

/** Called with the socket of a connection that was accepted. */
export type AcceptedListener = (socket: TcpSocket) => void;

/** A listening socket that several apps share: each is given the connections that it expects. */
export class TcpServer {
  readonly #host: Host;
  readonly #socket: TcpSocket;
  /** By the initial sequence number of the client, which NAT leaves as it is. */
  readonly #expected = new Map<number, AcceptedListener>();
  #wakes = false;

  constructor(host: Host, socket: TcpSocket) {
    this.#host = host;
    this.#socket = socket;
    socket.onChange = () => this.#wake();
  }

  /** The connection whose client chose this initial sequence number is for `listener`. */
  expect(initialSequence: number, listener: AcceptedListener): void {
    this.#expected.set(initialSequence, listener);
  }

  /** No such connection is expected any more. */
  forget(initialSequence: number): void {
    this.#expected.delete(initialSequence);
  }

  /** A program acts after the stack is done with what woke it. */
  #wake(): void {
    if (this.#wakes) return;
    this.#wakes = true;
    this.#host.clock.schedule(0, this);
  }

  /** The clock calls this. */
  fire(): void {
    this.#wakes = false;
    for (;;) {
      const socket = this.#socket.accept();
      if (typeof socket === 'string') return;
      const sequence = socket.connection?.irs ?? -1;
      const listener = this.#expected.get(sequence);
      this.#expected.delete(sequence);
      if (listener === undefined) socket.abort();
      else listener(socket);
    }
  }
}

/** TCP ports that apps share as servers. */
export class TcpServers {
  readonly #servers = new Map<Host, Map<number, TcpServer>>();

  /** The server at a port of a host; opened with the first call. */
  open(host: Host, port: number): TcpServer | NetError {
    let servers = this.#servers.get(host);
    if (servers === undefined) {
      servers = new Map();
      this.#servers.set(host, servers);
    }
    let server = servers.get(port);
    if (server !== undefined) return server;
    const socket = host.tcp.createSocket();
    socket.bind(port);
    if (socket.listen(BACKLOG) !== null) return 'port-in-use';
    server = new TcpServer(host, socket);
    servers.set(port, server);
    return server;
  }
}
