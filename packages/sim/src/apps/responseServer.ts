import type { Host, NetError, ReceivedDatagram, UdpSocket } from '@packetloom/core';
import type { AppContext } from './appContext.js';
import type { RequestRecord } from './requestRecords.js';
import type { DurationSource } from './traffic/duration.js';

/** How a server answers. */
export interface ResponseServerOptions {
  /** Name of the app, as the sender of responses. */
  readonly name: string;
  readonly host: Host;
  readonly port: number;
  readonly responseBytes: number;
  /** TOS octet of responses. */
  readonly typeOfService: number;
  readonly serviceNs: DurationSource;
  /** A datagram arrived: the request that it is, or null if it is for somebody else. */
  readonly arrived: (datagram: ReceivedDatagram) => RequestRecord | null;
  /** A response could not be sent. */
  readonly failed: (error: NetError, request: number) => void;
}

/** Answers each request with a datagram, after a time of its own. */
export class ResponseServer {
  readonly #simulation: AppContext;
  readonly #options: ResponseServerOptions;
  readonly #response: Uint8Array;

  constructor(simulation: AppContext, options: ResponseServerOptions) {
    this.#simulation = simulation;
    this.#options = options;
    this.#response = new Uint8Array(options.responseBytes);
  }

  /** Opens the port. */
  open(): NetError | null {
    const { host, port } = this.#options;
    const opened = this.#simulation.udpPorts.open(host, port);
    if (typeof opened === 'string') return opened;
    opened.listen((datagram) => this.#received(opened.socket, datagram));
    return null;
  }

  #received(socket: UdpSocket, datagram: ReceivedDatagram): void {
    const { name, host, arrived, failed, serviceNs, typeOfService } = this.#options;
    const request = arrived(datagram);
    if (request === null) return;
    const { source: to, sourcePort: port, identity: cause } = datagram;
    request.serving++;
    const fire = () => {
      request.serving--;
      const { pool } = host;
      const response = pool.nextIdentity;
      this.#simulation.bus.sender = name;
      const error = socket.send({
        payload: this.#response,
        to,
        port,
        cause,
        typeOfService,
      });
      this.#simulation.bus.sender = null;
      if (pool.nextIdentity > response) request.responses.push(response);
      if (error !== null) failed(error, request.number);
    };
    this.#simulation.clock.schedule(serviceNs(), { fire });
  }
}
