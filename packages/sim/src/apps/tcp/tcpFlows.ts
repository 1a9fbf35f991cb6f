import type { Host, Ipv4Address, TcpErrno } from '@packetloom/core';
import type { SizeSpec } from '../../sizes/index.js';
import type { TcpServer } from '../../sockets/tcpServers.js';
import type { App } from '../app.js';
import type { AppContext } from '../appContext.js';
import { AppSpecError, assertInteger } from '../appSpecError.js';
import type { Distributions } from '../flowMeter.js';
import { exponentialNs } from '../traffic/duration.js';
import { type SizeSource, sizeSource } from '../traffic/size.js';
import {
  FlowClasses,
  type FlowClassReport,
  type FlowClassSpec,
  FlowMeasure,
  type FlowTimes,
} from './flowClasses.js';
import { setTcpOptions, type TcpSocketSpec, tcpError } from './tcpSocketSpec.js';
import { TcpStream } from './tcpStream.js';

/** A host that receives flows, and its address. */
export interface FlowDestination {
  readonly host: string;
  readonly address: Ipv4Address;
}

/** TCP flows that begin at random, between hosts drawn at random, of sizes drawn at random. */
export interface TcpFlowsSpec extends TcpSocketSpec {
  readonly name: string;
  /** Hosts that send. */
  readonly sources: readonly string[];
  readonly destinations: readonly FlowDestination[];
  readonly port: number;
  readonly sizes: SizeSpec;
  /** Mean of the gaps between arrivals, which are exponentially distributed (a Poisson process), in nanoseconds. */
  readonly meanGapNs: number;
  /** Flows at most; no limit unless given. */
  readonly count?: number;
  /** No flow begins at this time of the run or later. */
  readonly untilNs?: number;
  readonly classes: readonly FlowClassSpec[];
  /** What a flow would take on an empty network, in nanoseconds; null where that is not known. */
  readonly idealNs?: (from: string, to: FlowDestination, bytes: number) => number | null;
}

/** What came of all flows; `sent = received + lost + inFlight` at every moment. */
export interface TcpFlowsReport extends FlowTimes {
  /** Flows of its `count` that did not begin. */
  readonly unsent: number;
  /** Octets of all flows that began. */
  readonly sentBytes: number;
  /** Segments that senders sent again, SYN and FIN among them. */
  readonly retransmissions: number;
  readonly classes: readonly FlowClassReport[];
  /** Why connections failed, by the name of the errno: one for each flow that was lost. */
  readonly failures: readonly TcpErrno[];
}

/** A flow that goes on. */
interface Flow {
  readonly bytes: number;
  readonly startNs: number;
  readonly idealNs: number | null;
  readonly measure: FlowMeasure | null;
  readBytes: number;
  isSettled: boolean;
}

/** A generator of TCP flows, and their receivers. */
export class TcpFlowsApp implements App<TcpFlowsReport> {
  readonly kind = 'flows';
  readonly name: string;
  readonly spec: TcpFlowsSpec;
  readonly #context: AppContext;
  readonly #hosts: readonly Host[];
  readonly #nextSize: SizeSource;
  readonly #classes: FlowClasses;
  readonly #all = new FlowMeasure();
  readonly #servers = new Map<FlowDestination, TcpServer>();
  /** Ends that send, and have not ended: when they have, the others have read all, or never will. */
  readonly #clients = new Set<TcpStream>();
  #begun = 0;
  #sentBytes = 0;
  #endedRetransmissions = 0;
  #arrivalsEnded = false;
  readonly #failures: TcpErrno[] = [];

  constructor(context: AppContext, spec: TcpFlowsSpec) {
    const { name, sources, destinations, meanGapNs, count, sizes } = spec;
    if (count !== undefined) assertInteger('count', count, 1);
    if (count === undefined && spec.untilNs === undefined) {
      throw new AppSpecError('flows without a count need an end');
    }
    if (!(meanGapNs > 0 && Number.isFinite(meanGapNs))) {
      throw new AppSpecError(`a mean gap of ${meanGapNs} ns is impossible`);
    }
    for (const source of sources) {
      if (destinations.some(({ host }) => host !== source)) continue;
      throw new AppSpecError(`there is no other host for the flows of "${source}"`);
    }
    if (sources.length === 0) throw new AppSpecError('flows need a host that sends');
    this.name = name;
    this.spec = spec;
    this.#context = context;
    this.#hosts = sources.map((source) => context.host(source));
    this.#nextSize = sizeSource('a flow size', sizes, () => this.#stream('sizes'));
    this.#classes = new FlowClasses(spec.classes);
  }

  get done(): boolean {
    return this.#arrivalsEnded && this.#clients.size === 0;
  }

  get distributions(): Distributions {
    return {
      completionTime: this.#all.completionTime,
      completionTimes: this.#classes.measures.map(({ completionTime }) => completionTime),
    };
  }

  start(): void {
    const { destinations, port, name } = this.spec;
    for (const destination of destinations) {
      const server = this.#context.tcpServers.open(
        this.#context.host(destination.host),
        port,
        this.spec.behaviour,
      );
      if (typeof server === 'string') {
        this.#arrivalsEnded = true;
        this.#context.appFailed(name, destination.host, server);
        return;
      }
      this.#servers.set(destination, server);
    }
    const gaps = this.#stream('gaps');
    const pairs = this.#stream('pairs');
    const next = () => {
      const gapNs = exponentialNs(gaps, this.spec.meanGapNs);
      const { count = Number.POSITIVE_INFINITY, untilNs = Number.POSITIVE_INFINITY } = this.spec;
      if (this.#begun >= count || this.#context.nowNs + gapNs >= untilNs) {
        this.#arrivalsEnded = true;
        return;
      }
      const fire = () => {
        this.#arrives(pairs.below(this.#hosts.length), (most) => pairs.below(most));
        next();
      };
      this.#context.clock.schedule(gapNs, { fire });
    };
    next();
  }

  get report(): TcpFlowsReport {
    const { count } = this.spec;
    let retransmissions = this.#endedRetransmissions;
    for (const { socket } of this.#clients) retransmissions += socket.info()?.totalRetrans ?? 0;
    return {
      ...this.#all.report,
      unsent: count === undefined ? 0 : count - this.#begun,
      sentBytes: this.#sentBytes,
      retransmissions,
      classes: this.#classes.report,
      failures: this.#failures,
    };
  }

  #stream(purpose: string) {
    return this.#context.random.forOwner(`app/${this.name}`).stream(purpose);
  }

  /** A flow begins at a source, for another host. */
  #arrives(source: number, below: (most: number) => number): void {
    const host = this.#hosts[source] as Host;
    const others = this.spec.destinations.filter((destination) => destination.host !== host.name);
    const to = others[below(others.length)] as FlowDestination;
    const bytes = this.#nextSize();
    const measure = this.#classes.of(bytes);
    this.#begun++;
    this.#sentBytes += bytes;
    this.#all.begun();
    measure?.begun();
    const flow: Flow = {
      bytes,
      startNs: this.#context.nowNs,
      idealNs: this.spec.idealNs?.(host.name, to, bytes) ?? null,
      measure,
      readBytes: 0,
      isSettled: false,
    };
    this.#connect(host, to, flow);
  }

  #connect(host: Host, to: FlowDestination, flow: Flow): void {
    const { clock } = this.#context;
    const socket = host.tcp.createSocket();
    const refused = setTcpOptions(socket, host, this.spec);
    const peer = { address: to.address, port: this.spec.port };
    const server = this.#servers.get(to);
    const client = new TcpStream(clock, socket, {
      peer,
      listener: {
        ended: (error) => {
          this.#clients.delete(client);
          this.#endedRetransmissions += socket.info()?.totalRetrans ?? 0;
          if (error !== null) {
            server?.forget(socket.connection?.iss ?? -1);
            this.#fails(flow, error);
          }
        },
      },
    });
    const error = refused ?? client.open();
    if (error !== null) {
      this.#fails(flow, error);
      this.#context.appFailed(this.name, host.name, tcpError(error));
      return;
    }
    this.#clients.add(client);
    client.write(flow.bytes);
    client.finish();
    server?.expect(socket.connection?.iss ?? -1, (accepted) => this.#receives(accepted, flow));
  }

  #receives(socket: TcpStream['socket'], flow: Flow): void {
    const stream: TcpStream = new TcpStream(this.#context.clock, socket, {
      peer: null,
      listener: {
        read: (octets) => {
          flow.readBytes += octets;
        },
        closed: () => {
          this.#completes(flow);
          stream.finish();
        },
        ended: (error) => {
          if (error !== null) this.#fails(flow, error);
        },
      },
    });
    stream.open();
  }

  #completes(flow: Flow): void {
    if (flow.isSettled || flow.readBytes < flow.bytes) return;
    flow.isSettled = true;
    const takenNs = this.#context.nowNs - flow.startNs;
    this.#all.completed(flow.bytes, takenNs, flow.idealNs);
    flow.measure?.completed(flow.bytes, takenNs, flow.idealNs);
  }

  #fails(flow: Flow, error: TcpErrno): void {
    if (flow.isSettled) return;
    flow.isSettled = true;
    this.#all.failed();
    flow.measure?.failed();
    this.#failures.push(error);
  }
}
