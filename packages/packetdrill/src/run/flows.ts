// Which conversation a packet of a script belongs to.
import type { Ipv4Address } from '@packetloom/core';
import { TcpFlag } from '@packetloom/core/wire';
import type { TcpDescriptor } from '../calls/descriptors.js';
import type { Settings } from '../host/settings.js';
import type { SentSegment } from '../host/tunDevice.js';
import type { TcpPacket } from '../language/script.js';
import { Flow } from './flow.js';

const FIRST_PEER_PORT = 33_000;

export class Flows {
  readonly #settings: Settings;
  readonly #all: Flow[] = [];
  /** What packets without ports are about: a socket that has no conversation yet, or one that has. */
  #subject: Flow | TcpDescriptor | null = null;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** The socket that TCP_INFO is asked of. */
  get subjectDescriptor(): TcpDescriptor | null {
    return this.#subject instanceof Flow ? this.#subject.descriptor : this.#subject;
  }

  onSocket(descriptor: TcpDescriptor): void {
    this.#subject = descriptor;
  }

  onConnect(descriptor: TcpDescriptor, peer: { address: Ipv4Address; port: number }): void {
    const known = this.#all.findLast((flow) => flow.descriptor === descriptor);
    if (known !== undefined) return;
    const flow = this.#add(peer.address, peer.port, descriptor.socket.localPort);
    flow.descriptor = descriptor;
  }

  onAccept(descriptor: TcpDescriptor): void {
    const { remotePort } = descriptor.socket;
    const flow = this.#all.findLast(({ peerPort }) => peerPort === remotePort);
    if (flow === undefined) return;
    flow.descriptor = descriptor;
    this.#subject = flow;
  }

  #add(address: Ipv4Address, peerPort: number, hostPort: number): Flow {
    const flow = new Flow(this.#all.length, address, peerPort, hostPort);
    this.#all.push(flow);
    this.#subject = flow;
    return flow;
  }

  /** The conversation of a packet of the script; null where there is none. */
  ofScript(packet: TcpPacket): Flow | null {
    const { ports, direction, flags } = packet;
    const opens = direction === 'in' && (flags & (TcpFlag.SYN | TcpFlag.ACK)) === TcpFlag.SYN;
    const subject = this.#subject;
    if (ports !== null) {
      const named = this.#all.findLast((flow) => flow.fits(ports, direction));
      if (named !== undefined) {
        this.#subject = named;
        return named;
      }
      const peer = direction === 'in' ? ports.source : ports.destination;
      const host = direction === 'in' ? ports.destination : ports.source;
      const free = subject instanceof Flow && subject.scriptPorts === null ? subject : null;
      const flow =
        opens || free === null ? this.#add(this.#settings.remoteAddress, peer, host) : free;
      flow.scriptPorts = { peer, host };
      return flow;
    }
    if (subject instanceof Flow) return subject;
    if (!opens) return null;
    const hostPort = subject?.boundPort || this.#settings.bindPort;
    return this.#add(
      this.#settings.remoteAddress,
      FIRST_PEER_PORT + 2 * this.#all.length,
      hostPort,
    );
  }

  /** The conversation of a segment that the host sent; null for one that the script knows nothing of. */
  ofSegment(segment: SentSegment): Flow | null {
    const flow = this.#all.findLast(
      ({ peerAddress, peerPort, hostPort, descriptor }) =>
        peerAddress === segment.destination &&
        peerPort === segment.destinationPort &&
        (hostPort || descriptor?.socket.localPort || segment.sourcePort) === segment.sourcePort,
    );
    if (flow === undefined) return null;
    flow.hostPort = segment.sourcePort;
    return flow;
  }
}
