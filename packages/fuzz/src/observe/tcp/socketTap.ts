import { TcpSocket } from '@packetloom/core';
import type { SimulationEvent } from '@packetloom/sim';
import { segmentOf } from './segment.js';

/** What is looked at of a connection; it changes while it lives. */
export type ObservedConnection = Readonly<
  Pick<
    NonNullable<TcpSocket['connection']>,
    | 'tuple'
    | 'state'
    | 'iss'
    | 'irs'
    | 'sndUna'
    | 'sndNxt'
    | 'writeSeq'
    | 'rcvNxt'
    | 'copiedSeq'
    | 'inFlight'
    | 'cwnd'
    | 'delivered'
    | 'pending'
    | 'tlpHighSeq'
    | 'engine'
  >
>;

/** One end of a connection as the program sees it that has the socket. */
export interface ProgramEnd {
  readonly connection: ObservedConnection;
  /** Whether it connected; otherwise it was accepted. */
  readonly connected: boolean;
  /** What calls took to be sent, and what calls read, one after the other. */
  readonly written: number[];
  readonly read: number[];
  /** Whether it said that nothing more will be written. */
  hasShutDown: boolean;
  /** Whether a call told it that the other end sends nothing more. */
  hasReadEnd: boolean;
  /** Whether the program gave the socket up: in order, or by a reset. */
  givenUp: 'close' | 'abort' | null;
}

/** A segment that was sent beyond the congestion window, unless it proves to be a tail loss probe. */
interface Overrun {
  readonly end: ProgramEnd;
  readonly identity: number;
  readonly endSeq: number;
  readonly timeNs: number;
  /** Whether it was time for a probe. */
  readonly wasDue: boolean;
  readonly message: string;
}

/** The timer of a connection is armed for a tail loss probe (Linux's ICSK_TIME_LOSS_PROBE). */
const LOSS_PROBE = 5;

/** Segments that windows of at least 4 (BBR) or 2 may exceed what was acknowledged by. */
const SLACK = 4;

/** Listens to what programs and sockets say to each other, and looks at connections while they send. */
export class SocketTap {
  readonly ends: ProgramEnd[] = [];
  /** What was sent beyond a congestion window, in words. */
  readonly overruns: string[] = [];
  readonly #bySocket = new Map<TcpSocket, ProgramEnd>();
  readonly #byTuple = new Map<string, ProgramEnd>();
  #suspect: Overrun | null = null;

  /** Calls `run`, and listens meanwhile to the calls of all sockets. */
  during<Result>(run: () => Result): Result {
    const { prototype } = TcpSocket;
    const { connect, accept, send, receive, shutdown, close, abort, discard } = prototype;
    const tap = this;
    prototype.connect = function (peer) {
      const result = connect.call(this, peer);
      if (result === 'EINPROGRESS') tap.#met(this, true);
      return result;
    };
    prototype.accept = function () {
      const socket = accept.call(this);
      if (typeof socket !== 'string') tap.#met(socket, false);
      return socket;
    };
    prototype.send = function (octets, flags) {
      const taken = send.call(this, octets, flags);
      if (typeof taken === 'number') tap.#endOf(this)?.written.push(...octets.subarray(0, taken));
      return taken;
    };
    prototype.receive = function (most, flags) {
      const result = receive.call(this, most, flags);
      const end = tap.#endOf(this);
      if (typeof result === 'string' || end === undefined) return result;
      end.read.push(...result.octets);
      if (result.eof) end.hasReadEnd = true;
      return result;
    };
    // The same work as that of `receive`, which tells the octets.
    prototype.discard = function (most) {
      const result = this.receive(most);
      if (typeof result === 'string') return result;
      return { octets: result.octets.length, eof: result.eof };
    };
    prototype.shutdown = function (how) {
      const end = tap.#endOf(this);
      if (end !== undefined && how !== 'rd') end.hasShutDown = true;
      return shutdown.call(this, how);
    };
    prototype.close = function () {
      tap.#gaveUp(this, 'close');
      close.call(this);
    };
    prototype.abort = function () {
      tap.#gaveUp(this, 'abort');
      abort.call(this);
    };
    try {
      return run();
    } finally {
      Object.assign(prototype, { connect, accept, send, receive, shutdown, close, abort, discard });
    }
  }

  /** Looks at the connection that sends a segment, in the middle of sending it. */
  look(event: SimulationEvent): void {
    this.#judgeSuspect(event);
    if (event.type !== 'originated' || event.cause !== 'tcp') return;
    const segment = segmentOf(event.packet);
    if (segment === null) return;
    const end = this.#byTuple.get(tupleOf(segment.from, segment.to));
    if (end === undefined || segment.payload.length === 0) return;
    const { connection } = end;
    if ((segment.sequence | 0) !== connection.sndNxt) return;
    const { inFlight, cwnd, delivered, engine } = connection;
    const initial = engine.behaviour.initialWindowSegments;
    if (cwnd > initial + delivered + SLACK) {
      const message = `a window of ${cwnd} segments after ${delivered} were delivered, the first was ${initial}`;
      this.overruns.push(`${segment.from}: ${message}`);
    }
    if (inFlight < cwnd) return;
    const message = `${segment.from}: ${inFlight} segments in flight, a window of ${cwnd}, and one more`;
    const endSeq = (segment.sequence + segment.payload.length) | 0;
    const { identity } = event.packet;
    const wasDue = connection.pending === LOSS_PROBE;
    this.#suspect = { end, identity, endSeq, timeNs: event.timeNs, wasDue, message };
  }

  /** RFC 8985 7.3: a tail loss probe may be sent beyond the window; once it was, the connection remembers it. */
  #judgeSuspect(event: SimulationEvent): void {
    const suspect = this.#suspect;
    if (suspect === null) return;
    const isLater = event.timeNs > suspect.timeNs;
    const isNext = event.type === 'originated' && event.packet.identity !== suspect.identity;
    if (!isLater && !isNext) return;
    this.#suspect = null;
    // A time-out that comes next lets the connection forget it.
    const isOver = isLater && suspect.wasDue;
    if (isOver || suspect.end.connection.tlpHighSeq === suspect.endSeq) return;
    this.overruns.push(suspect.message);
  }

  #met(socket: TcpSocket, connected: boolean): void {
    const { connection } = socket;
    if (connection === null || this.#bySocket.has(socket)) return;
    const end: ProgramEnd = {
      connection,
      connected,
      written: [],
      read: [],
      hasShutDown: false,
      hasReadEnd: false,
      givenUp: null,
    };
    this.ends.push(end);
    this.#bySocket.set(socket, end);
    const { local, localPort, remote, remotePort } = connection.tuple;
    this.#byTuple.set(tupleOf(`${local}:${localPort}`, `${remote}:${remotePort}`), end);
  }

  #endOf(socket: TcpSocket): ProgramEnd | undefined {
    return this.#bySocket.get(socket);
  }

  #gaveUp(socket: TcpSocket, how: 'close' | 'abort'): void {
    const end = this.#endOf(socket);
    if (end === undefined) return;
    end.givenUp ??= how;
    end.hasShutDown = true;
  }
}

function tupleOf(from: string, to: string): string {
  return `${from}>${to}`;
}
