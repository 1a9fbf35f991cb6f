import type { Host, NetError, ReceiveListener, UdpSocket } from '@packetloom/core';

/** A UDP socket that several programs of a host use: each is shown all datagrams, and knows its own. */
export class SharedUdpSocket {
  readonly socket: UdpSocket;
  readonly #listeners: ReceiveListener[] = [];

  constructor(socket: UdpSocket) {
    this.socket = socket;
  }

  /** Adds a listener for what arrives. */
  listen(listener: ReceiveListener): void {
    this.#listeners.push(listener);
    this.socket.onReceive = (datagram) => {
      for (const each of this.#listeners) each(datagram);
    };
  }
}

/**
 * UDP ports of hosts as programs use them. A port is opened once for each host and stays open, as a
 * server's does, so that several flows may send from it and to it.
 */
export class UdpPorts {
  readonly #open = new Map<Host, Map<number, SharedUdpSocket>>();

  /** The socket of a port of a host; port 0 is a free one, shared with nobody. */
  open(host: Host, port: number): SharedUdpSocket | NetError {
    const known = this.#open.get(host)?.get(port);
    if (known !== undefined) return known;
    const socket = host.udp.createSocket({ broadcast: true, reuseAddress: port !== 0 });
    const error = socket.bind({ port });
    if (error !== null) return error;
    const shared = new SharedUdpSocket(socket);
    let ports = this.#open.get(host);
    if (ports === undefined) {
      ports = new Map();
      this.#open.set(host, ports);
    }
    ports.set(socket.localPort, shared);
    return shared;
  }
}
