import type { Host, NetError, TcpBehaviour, TcpSocket } from '@packetloom/core';

/** Connections that wait to be accepted, at most. */
const BACKLOG = 4096;

/** Called with the socket of a connection that was accepted. */
export type AcceptedListener = (socket: TcpSocket) => void;

/** A listening socket that several apps share: each is given the connections that it expects. */
export class TcpServer {
  readonly #host: Host;
  readonly #socket: TcpSocket;
  /** What differs from the TCP of the host. */
  readonly behaviour: Partial<TcpBehaviour>;
  /** By the initial sequence number of the client, which NAT leaves as it is. */
  readonly #expected = new Map<number, AcceptedListener>();
  #wakes = false;

  constructor(host: Host, socket: TcpSocket, behaviour: Partial<TcpBehaviour>) {
    this.#host = host;
    this.#socket = socket;
    this.behaviour = behaviour;
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

  /** The server at a port of a host; opened with the first call. All have to want the same of it. */
  open(host: Host, port: number, behaviour: Partial<TcpBehaviour> = {}): TcpServer | NetError {
    let servers = this.#servers.get(host);
    if (servers === undefined) {
      servers = new Map();
      this.#servers.set(host, servers);
    }
    let server = servers.get(port);
    if (server !== undefined) return isSame(server.behaviour, behaviour) ? server : 'port-in-use';
    const socket = host.tcp.createSocket();
    if (!isSame(behaviour, {})) socket.useBehaviour({ ...host.tcp.behaviour, ...behaviour });
    socket.bind(port);
    if (socket.listen(BACKLOG) !== null) return 'port-in-use';
    server = new TcpServer(host, socket, behaviour);
    servers.set(port, server);
    return server;
  }
}

function isSame(one: Partial<TcpBehaviour>, other: Partial<TcpBehaviour>): boolean {
  const sorted = (behaviour: Partial<TcpBehaviour>) =>
    JSON.stringify(Object.entries(behaviour).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}
