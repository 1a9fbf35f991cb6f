import type { Host, NetError, ReceivedDatagram, UdpSocket } from '@packetloom/core';
import type { AppContext } from './appContext.js';
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
  /** A datagram arrived: number of the request that it is, or −1 if it is for somebody else. */
  readonly arrived: (datagram: ReceivedDatagram) => number;
  /** A response could not be sent. */
  readonly failed: (error: NetError, request: number) => void;
}

/** Answers each request with a datagram, after a time of its own. */
export class ResponseServer {
  readonly #simulation: AppContext;
  readonly #options: ResponseServerOptions;
  readonly #response: Uint8Array;
  /** Requests that wait for their response. */
  readonly #serving: number[] = [];

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

  /** Whether a response to a request is to come. */
  isServing(request: number): boolean {
    return this.#serving.includes(request);
  }

  #received(socket: UdpSocket, datagram: ReceivedDatagram): void {
    const { name, arrived, failed, serviceNs, typeOfService } = this.#options;
    const request = arrived(datagram);
    if (request < 0) return;
    const { source: to, sourcePort: port, identity: cause } = datagram;
    this.#serving.push(request);
    const fire = () => {
      this.#serving.splice(this.#serving.indexOf(request), 1);
      this.#simulation.bus.sender = name;
      const error = socket.send({
        payload: this.#response,
        to,
        port,
        cause,
        typeOfService,
      });
      this.#simulation.bus.sender = null;
      if (error !== null) failed(error, request);
    };
    this.#simulation.clock.schedule(serviceNs(), { fire });
  }
}
