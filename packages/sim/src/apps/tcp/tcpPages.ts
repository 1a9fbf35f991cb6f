import type { Host, Ipv4Address, TcpErrno } from '@packetloom/core';
import type { SizeSpec } from '../../sizes/index.js';
import type { TcpServer } from '../../sockets/tcpServers.js';
import type { App } from '../app.js';
import type { AppContext } from '../appContext.js';
import { assertInteger } from '../appSpecError.js';
import type { Distributions } from '../flowMeter.js';
import { DurationSamples, type DurationStatistics } from '../statistics.js';
import { type DurationSource, type DurationSpec, durationSource } from '../traffic/duration.js';
import { type SizeSource, sizeSource } from '../traffic/size.js';
import { type Exchange, type ExchangeListener, TcpExchanges } from './tcpExchanges.js';
import { setTcpOptions, type TcpSocketSpec, tcpError } from './tcpSocketSpec.js';

/** A client that loads pages over TCP, one after another, and a server that has them. */
export interface TcpPagesSpec extends TcpSocketSpec {
  readonly name: string;
  /** Name of the client's host. */
  readonly from: string;
  readonly to: Ipv4Address;
  readonly port: number;
  /** Name of the host on which the server is opened; null for none. */
  readonly server: string | null;
  /** Port of the server, where NAT makes it another one; default `port`. */
  readonly serverPort?: number;
  /** Pages; default 1, or without limit if `untilNs` is given. */
  readonly count?: number;
  /** No page begins at this time of the run or later. */
  readonly untilNs?: number;
  /** Octets of a request; default 100. */
  readonly requestSize?: SizeSpec;
  /** Octets of what a page begins with; default 1,000. */
  readonly pageSize?: SizeSpec;
  /** How many objects a page has beside, asked for when what it begins with has come: a number from, and up to. */
  readonly objects?: { readonly least: number; readonly most: number };
  /** Octets of an object; default 1,000. */
  readonly objectSize?: SizeSpec;
  /** Connections at a time; default 1. */
  readonly connections?: number;
  /** Whether connections stay open for the next page. Default true. */
  readonly persistent?: boolean;
  /** From the end of a page to the next one. Default none. */
  readonly thinkTime?: DurationSpec;
  /** From when the server has read a request to its response. Default none. */
  readonly serviceTime?: DurationSpec;
}

/** What came of pages; `sent = received + lost + inFlight` at every moment. */
export interface TcpPagesReport {
  /** Pages begun. */
  readonly sent: number;
  /** Pages of which all has come. */
  readonly received: number;
  /** Pages of which a request failed with its connection. */
  readonly lost: number;
  /** Pages that are being loaded: at most one. */
  readonly inFlight: number;
  /** Pages of its `count` that were not begun. */
  readonly unsent: number;
  /** Requests of all pages, and the responses to them that have come whole. */
  readonly requests: number;
  readonly responses: number;
  /** Octets of these responses. */
  readonly receivedBytes: number;
  /** Connections that were begun. */
  readonly connections: number;
  /** Segments that clients sent again, SYN and FIN among them. */
  readonly retransmissions: number;
  /** From the begin of a page to its last octet, in nanoseconds. */
  readonly pageTime: DurationStatistics | null;
  /** From a request, or the SYN of the connection that is opened for it, to the last octet of its response. */
  readonly responseTime: DurationStatistics | null;
  /** From when a request is written, or the SYN, to when the server has read it. */
  readonly delay: DurationStatistics | null;
  /** From SYN to SYN-ACK. */
  readonly connectTime: DurationStatistics | null;
  /** Why connections failed, by the name of the errno. */
  readonly failures: readonly TcpErrno[];
}

const NO_TIME: DurationSpec = { kind: 'fixed', durationNs: 0 };
const REQUEST: SizeSpec = { kind: 'fixed', bytes: 100 };
const RESPONSE: SizeSpec = { kind: 'fixed', bytes: 1000 };

/** A page that is being loaded. */
interface Page {
  readonly beginNs: number;
  /** Objects that were not asked for, for want of a connection or of what the page begins with. */
  waiting: Exchange[];
  /** Objects to ask for when what it begins with has come. */
  objects: Exchange[];
  /** Requests without a response. */
  outstanding: number;
  hasFailed: boolean;
}

/** Pages over TCP: what each begins with, then its objects, each over a connection that is free. */
export class TcpPagesApp implements App<TcpPagesReport>, ExchangeListener {
  readonly kind = 'pages';
  readonly name: string;
  readonly spec: TcpPagesSpec;
  readonly #context: AppContext;
  readonly #host: Host;
  readonly #count: number;
  readonly #requestSize: SizeSource;
  readonly #pageSize: SizeSource;
  readonly #objectSize: SizeSource;
  readonly #objects: () => number;
  readonly #thinkNs: DurationSource;
  readonly #serviceNs: DurationSource;
  readonly #pageTime = new DurationSamples();
  readonly #responseTime = new DurationSamples();
  readonly #delay = new DurationSamples();
  readonly #connectTime = new DurationSamples();
  readonly #failures: TcpErrno[] = [];
  readonly #open = new Map<TcpExchanges, number>();
  readonly #closing = new Set<TcpExchanges>();
  /** When each request began. */
  readonly #begunNs = new Map<Exchange, number>();
  #server: TcpServer | null = null;
  #page: Page | null = null;
  #pages = 0;
  #received = 0;
  #lost = 0;
  #requests = 0;
  #responses = 0;
  #receivedBytes = 0;
  #connections = 0;
  #endedRetransmissions = 0;
  #isOver = false;

  constructor(context: AppContext, spec: TcpPagesSpec) {
    const { count, untilNs, connections = 1, objects = { least: 0, most: 0 } } = spec;
    if (count !== undefined) assertInteger('count', count, 1);
    assertInteger('connections', connections, 1);
    assertInteger('least objects', objects.least, 0);
    assertInteger('most objects', objects.most, objects.least);
    this.name = spec.name;
    this.spec = spec;
    this.#context = context;
    this.#host = context.host(spec.from);
    this.#count = count ?? (untilNs === undefined ? 1 : Number.POSITIVE_INFINITY);
    const stream = (purpose: string) => () =>
      context.random.forOwner(`app/${spec.name}`).stream(purpose);
    const { requestSize = REQUEST, pageSize = RESPONSE, objectSize = RESPONSE } = spec;
    this.#requestSize = sizeSource('a request size', requestSize, stream('request'));
    this.#pageSize = sizeSource('a page size', pageSize, stream('page'));
    this.#objectSize = sizeSource('an object size', objectSize, stream('object'));
    const choices = objects.most - objects.least + 1;
    const numbers = choices === 1 ? null : stream('objects')();
    this.#objects = () => objects.least + (numbers?.below(choices) ?? 0);
    this.#thinkNs = durationSource('a think time', spec.thinkTime ?? NO_TIME, stream('think'));
    const { serviceTime = NO_TIME } = spec;
    this.#serviceNs = durationSource('a service time', serviceTime, stream('service'));
  }

  get done(): boolean {
    return this.#isOver && this.#open.size === 0 && this.#closing.size === 0;
  }

  get distributions(): Distributions {
    return {
      pageTime: this.#pageTime,
      responseTime: this.#responseTime,
      delay: this.#delay,
      connectTime: this.#connectTime,
    };
  }

  start(): void {
    const { server, port, serverPort = port, untilNs = Number.POSITIVE_INFINITY } = this.spec;
    if (server !== null) {
      const opened = this.#context.tcpServers.open(
        this.#context.host(server),
        serverPort,
        this.spec.behaviour,
      );
      if (typeof opened === 'string') {
        this.#isOver = true;
        this.#context.appFailed(this.name, server, opened);
        return;
      }
      this.#server = opened;
    }
    if (this.#context.nowNs >= untilNs) this.#isOver = true;
    else this.#beginPage();
  }

  get report(): TcpPagesReport {
    const { count } = this.spec;
    let retransmissions = this.#endedRetransmissions;
    for (const connection of [...this.#open.keys(), ...this.#closing]) {
      retransmissions += connection.socket.info()?.totalRetrans ?? 0;
    }
    return {
      sent: this.#pages,
      received: this.#received,
      lost: this.#lost,
      inFlight: this.#pages - this.#received - this.#lost,
      unsent: count === undefined && !Number.isFinite(this.#count) ? 0 : this.#count - this.#pages,
      requests: this.#requests,
      responses: this.#responses,
      receivedBytes: this.#receivedBytes,
      connections: this.#connections,
      retransmissions,
      pageTime: this.#pageTime.statistics(),
      responseTime: this.#responseTime.statistics(),
      delay: this.#delay.statistics(),
      connectTime: this.#connectTime.statistics(),
      failures: this.#failures,
    };
  }

  #beginPage(): void {
    this.#pages++;
    const exchange = (responseBytes: number): Exchange => ({
      requestBytes: this.#requestSize(),
      responseBytes,
      serviceNs: this.#serviceNs(),
    });
    const first = exchange(this.#pageSize());
    const objects = Array.from({ length: this.#objects() }, () => exchange(this.#objectSize()));
    const { nowNs: beginNs } = this.#context;
    this.#page = { beginNs, waiting: [first], objects, outstanding: 0, hasFailed: false };
    this.#ask(this.#page);
  }

  /** Asks for what waits, over connections that are free or can be opened. */
  #ask(page: Page): void {
    const { connections = 1 } = this.spec;
    while (page.waiting.length > 0 && !page.hasFailed) {
      let free: TcpExchanges | null = null;
      for (const connection of this.#open.keys()) if (connection.isIdle) free ??= connection;
      if (free === null && this.#open.size >= connections) return;
      const connection = free ?? this.#connect(page);
      if (connection === null) break;
      const exchange = page.waiting.shift() as Exchange;
      page.outstanding++;
      this.#requests++;
      this.#begunNs.set(exchange, this.#context.nowNs);
      connection.ask(exchange);
    }
    this.#endIfOver(page);
  }

  #connect(page: Page): TcpExchanges | null {
    const { to: address, port } = this.spec;
    const socket = this.#host.tcp.createSocket();
    const refused = setTcpOptions(socket, this.#host, this.spec);
    const peer = { address, port };
    const connection = new TcpExchanges(this.#context.clock, socket, { peer, listener: this });
    const error = refused ?? connection.open(this.#server);
    if (error === null) {
      this.#connections++;
      this.#open.set(connection, this.#context.nowNs);
      return connection;
    }
    this.#failures.push(error);
    this.#context.appFailed(this.name, this.spec.from, tcpError(error));
    page.hasFailed = true;
    return null;
  }

  connected(connection: TcpExchanges): void {
    const begunNs = this.#open.get(connection);
    if (begunNs !== undefined) this.#connectTime.add(this.#context.nowNs - begunNs);
  }

  requested(exchange: Exchange): void {
    const begunNs = this.#begunNs.get(exchange);
    if (begunNs !== undefined) this.#delay.add(this.#context.nowNs - begunNs);
  }

  responded(exchange: Exchange): void {
    const { nowNs } = this.#context;
    this.#responseTime.add(nowNs - (this.#begunNs.get(exchange) ?? nowNs));
    this.#begunNs.delete(exchange);
    this.#responses++;
    this.#receivedBytes += exchange.responseBytes;
    const page = this.#page;
    if (page === null) return;
    page.outstanding--;
    page.waiting.push(...page.objects.splice(0));
    this.#ask(page);
  }

  ended(connection: TcpExchanges, error: TcpErrno | null, exchange: Exchange | null): void {
    this.#open.delete(connection);
    this.#closing.delete(connection);
    this.#endedRetransmissions += connection.socket.info()?.totalRetrans ?? 0;
    if (error !== null) {
      this.#server?.forget(connection.socket.connection?.iss ?? -1);
      this.#failures.push(error);
    }
    const page = this.#page;
    if (exchange === null || page === null) return;
    this.#begunNs.delete(exchange);
    page.outstanding--;
    page.hasFailed = true;
    this.#endIfOver(page);
  }

  #endIfOver(page: Page): void {
    if (page !== this.#page || page.outstanding > 0) return;
    if (!page.hasFailed && page.waiting.length + page.objects.length > 0) return;
    this.#page = null;
    if (page.hasFailed) this.#lost++;
    else {
      this.#received++;
      this.#pageTime.add(this.#context.nowNs - page.beginNs);
    }
    const thinkNs = this.#thinkNs();
    const { persistent = true, untilNs = Number.POSITIVE_INFINITY } = this.spec;
    const { clock, nowNs } = this.#context;
    this.#isOver = this.#pages >= this.#count || nowNs + thinkNs >= untilNs;
    if (this.#isOver || !persistent) this.#closeAll();
    if (!this.#isOver) clock.schedule(thinkNs, { fire: () => this.#beginPage() });
  }

  #closeAll(): void {
    for (const connection of [...this.#open.keys()]) {
      this.#open.delete(connection);
      this.#closing.add(connection);
      connection.close();
    }
  }
}
