import type { Host, Ipv4Address, TcpErrno, TcpSocket } from '@packetloom/core';
import type { App } from '../app.js';
import type { AppContext } from '../appContext.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';
import { TcpReader } from './tcpReader.js';
import { connectionReport, type TcpBulkReport } from './tcpReport.js';
import { setTcpOptions, type TcpSocketSpec, tcpError } from './tcpSocketSpec.js';

/** Octets from one host to a port of another, as fast as TCP lets them. */
export interface TcpBulkSpec extends TcpSocketSpec {
  readonly name: string;
  /** Name of the host that connects and sends. */
  readonly from: string;
  readonly to: Ipv4Address;
  readonly port: number;
  /** 0 (default): a free one. */
  readonly sourcePort?: number;
  /** Octets to send; null for as many as it can until `untilNs`. */
  readonly octets: number | null;
  /** The sender closes then; null for when all was sent. */
  readonly untilNs?: number | null;
  /** Name of the host that listens, accepts and reads; null for none. */
  readonly receiver: string | null;
  /** Port of the receiver, where NAT makes it another one; default `port`. */
  readonly receiverPort?: number;
}

/** What is written in one call; its content is the same at each offset of 64 KiB. */
const CHUNK = Uint8Array.from({ length: 65_536 }, (_, at) => (at * 7 + (at >> 8)) & 0xff);

/** The chunk need not be copied. */
const UNCHANGING = { zeroCopy: true };

/** A bulk transfer over TCP: it connects, writes as long as there is room, and closes; the receiver reads all. */
export class TcpBulkApp implements App<TcpBulkReport> {
  readonly kind = 'tcp';
  readonly name: string;
  readonly spec: TcpBulkSpec;
  readonly #context: AppContext;
  readonly #host: Host;
  #socket: TcpSocket | null = null;
  #wakes = false;
  #startNs = 0;
  #sentBytes = 0;
  #receivedBytes = 0;
  #lastReadNs: number | null = null;
  #connectedNs: number | null = null;
  #completedNs: number | null = null;
  #hasShutDown = false;
  #senderEnded = false;
  #receiverEnded = false;
  readonly #failures: TcpErrno[] = [];

  constructor(context: AppContext, spec: TcpBulkSpec) {
    const { octets, untilNs = null } = spec;
    if (octets !== null) assertInteger('octets', octets, 0);
    else if (untilNs === null) throw new AppSpecError('a transfer without octets needs an end');
    this.name = spec.name;
    this.spec = spec;
    this.#context = context;
    this.#host = context.host(spec.from);
  }

  get done(): boolean {
    return this.#senderEnded && this.#receiverEnded;
  }

  start(): void {
    const { to: address, port, sourcePort = 0, receiver, receiverPort = port } = this.spec;
    const { untilNs = null } = this.spec;
    this.#startNs = this.#context.nowNs;
    const server =
      receiver === null
        ? null
        : this.#context.tcpServers.open(
            this.#context.host(receiver),
            receiverPort,
            this.spec.behaviour,
          );
    if (typeof server === 'string') {
      this.#cannotBegin('EADDRINUSE');
      return;
    }
    const socket = this.#host.tcp.createSocket();
    this.#socket = socket;
    const error = setTcpOptions(socket, this.#host, this.spec);
    if (sourcePort > 0) socket.bind(sourcePort);
    const result = error ?? socket.connect({ address, port });
    if (result !== 'EINPROGRESS') {
      this.#cannotBegin(result ?? 'EISCONN');
      return;
    }
    socket.onChange = () => this.#wake();
    if (server === null) this.#receiverEnded = true;
    else server.expect(socket.connection?.iss ?? -1, (accepted) => this.#accepted(accepted));
    if (untilNs !== null) {
      const leftNs = Math.max(0, untilNs - this.#startNs);
      this.#context.clock.schedule(leftNs, { fire: () => this.#shutDown() });
    }
  }

  get report(): TcpBulkReport {
    const since = (timeNs: number | null) => (timeNs === null ? null : timeNs - this.#startNs);
    return {
      ...connectionReport(this.#socket),
      sentBytes: this.#sentBytes,
      receivedBytes: this.#receivedBytes,
      connectNs: since(this.#connectedNs),
      completionNs: since(this.#completedNs),
      receivingNs: since(this.#lastReadNs),
      completed: this.#completedNs !== null,
      failures: this.#failures,
    };
  }

  /** A program acts after the stack is done with what woke it. */
  #wake(): void {
    if (this.#wakes || this.#senderEnded) return;
    this.#wakes = true;
    this.#context.clock.schedule(0, this);
  }

  /** The clock calls this. */
  fire(): void {
    this.#wakes = false;
    const socket = this.#socket;
    const connection = socket?.connection ?? null;
    if (socket === null || connection === null || this.#senderEnded) return;
    if (connection.error !== null) {
      this.#senderFailed(socket);
      return;
    }
    if (this.#connectedNs === null) {
      if (socket.connect(this.#peer) !== null) return;
      this.#connectedNs = this.#context.nowNs;
    }
    this.#write(socket);
    this.#readEnd(socket);
  }

  get #peer() {
    return { address: this.spec.to, port: this.spec.port };
  }

  /** Writes as long as there is room. */
  #write(socket: TcpSocket): void {
    const { octets } = this.spec;
    while (!this.#hasShutDown) {
      const left = octets === null ? CHUNK.length : octets - this.#sentBytes;
      if (left === 0) {
        this.#shutDown();
        return;
      }
      const from = this.#sentBytes & (CHUNK.length - 1);
      const chunk = CHUNK.subarray(from, from + Math.min(left, CHUNK.length));
      const taken = socket.send(chunk, UNCHANGING);
      if (typeof taken === 'string') return;
      this.#sentBytes += taken;
    }
  }

  /** Nothing more is sent. */
  #shutDown(): void {
    if (this.#hasShutDown || this.#senderEnded) return;
    this.#hasShutDown = true;
    this.#socket?.shutdown('wr');
  }

  /** The other end sends nothing: what can be read is the end, or why it failed. */
  #readEnd(socket: TcpSocket): void {
    if (socket.connection?.error !== null) {
      this.#senderFailed(socket);
      return;
    }
    const taken = socket.discard(CHUNK.length);
    if (typeof taken === 'string' || !taken.eof || !this.#hasShutDown) return;
    this.#senderEnded = true;
    socket.close();
  }

  #senderFailed(socket: TcpSocket): void {
    const error = socket.connection?.error ?? null;
    this.#senderEnded = true;
    if (error !== null) this.#failures.push(error);
    socket.close();
    // The other end may wait for ever; what is in flight to it still counts.
    this.#receiverEnded = true;
  }

  #cannotBegin(error: TcpErrno): void {
    this.#failures.push(error);
    this.#senderEnded = true;
    this.#receiverEnded = true;
    this.#context.appFailed(this.name, this.spec.from, tcpError(error));
  }

  #accepted(socket: TcpSocket): void {
    new TcpReader(this.#context.clock, socket, {
      read: (octets) => {
        this.#receivedBytes += octets;
        this.#lastReadNs = this.#context.nowNs;
      },
      ended: (error) => {
        this.#receiverEnded = true;
        if (error !== null) this.#failures.push(error);
        else if (this.#receivedBytes === this.#sentBytes && this.#hasShutDown) {
          this.#completedNs = this.#context.nowNs;
        }
      },
    });
  }
}
