// TCP of one host: which connection a segment belongs to, and what belongs to all of them.

import type { Ipv4Address } from '../../address/ipv4Address.js';
import { Disposition } from '../../packet/disposition.js';
import type { Clock } from '../../ports/clock.js';
import { CounterValues, count } from '../../ports/counters.js';
import type { RandomSource, RandomStream } from '../../ports/random.js';
import {
  TCP_HEADER_LENGTH,
  tcpDestinationPort,
  tcpHeaderLength,
  tcpSequence,
  tcpSourcePort,
  verifyTcpChecksum,
} from '../../wire/tcp.js';
import type {
  CongestionControl,
  CongestionControlFactory,
} from '../congestion/congestionControl.js';
import { AckState } from '../control/ackFlags.js';
import { Connection, type FourTuple } from '../control/connection.js';
import type { TimerKind } from '../control/connectionTimer.js';
import { dispatch } from '../input/dispatch.js';
import { endsRequest, type IcmpErrorAbout, onIcmpError } from '../input/icmpError.js';
import { atListener, atRequest } from '../listen/handshake.js';
import { type ListenEngine, Listener } from '../listen/listener.js';
import { replyWithReset } from '../listen/replies.js';
import { SynRequest } from '../listen/synRequest.js';
import { TimeWait, type TimeWaitOwner } from '../listen/timeWait.js';
import { TcpCounter, type TcpCounterName, tcpCounterNames } from '../ports/counters.js';
import type { TcpNetwork } from '../ports/network.js';
import type { TcpObserver } from '../ports/observer.js';
import { sequenceOf } from '../protocol/sequence.js';
import { Incoming } from '../segments/incoming.js';
import { OutSegmentPool } from '../segments/outSegmentPool.js';
import { ReceiveBuffers } from '../segments/receiveBuffers.js';
import { SegmentWriter } from '../segments/segmentWriter.js';
import type { TcpBehaviour } from '../settings/behaviour.js';
import type { SocketOptions } from '../settings/socketOptions.js';
import { onTimer } from '../timers/timers.js';
import { ConnectionTable } from './connectionTable.js';

/** What the clocks of TCP show at the start of a run. */
const UPTIME_US = 1_000_000;
/** Octets of a header with ports and sequence number. */
const MIN_QUOTED_OCTETS = 8;
const NO_LIMIT = 0x7fffffff;
const EPHEMERAL_FIRST = 32_768;
const EPHEMERAL_COUNT = 28_232;

/** What a host gives its TCP. */
export interface TcpContext {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly network: TcpNetwork;
  /** Where it counts, by `TcpCounter`; nowhere by default. */
  readonly counters?: CounterValues<TcpCounterName>;
  readonly observer?: TcpObserver;
  readonly behaviour: TcpBehaviour;
  readonly congestionControls: ReadonlyMap<string, CongestionControlFactory>;
}

/** The engine. Segments come in by {@link receive}, and leave by the network port. */
export class Tcp implements ListenEngine, TimeWaitOwner {
  readonly clock: Clock;
  readonly network: TcpNetwork;
  #writer: SegmentWriter | null = null;
  readonly receiveBuffers = new ReceiveBuffers();
  readonly outSegments = new OutSegmentPool();
  readonly counters: CounterValues<TcpCounterName>;
  readonly observer: TcpObserver | null;
  behaviour: TcpBehaviour;
  readonly #controls: ReadonlyMap<string, CongestionControlFactory>;
  readonly #table = new ConnectionTable();
  readonly #listeners = new Map<number, Listener>();
  readonly #incoming = new Incoming();
  readonly #ackState = new AckState();
  readonly #random: RandomSource;
  #controlStream: RandomStream | null = null;
  readonly #isns: RandomStream;
  readonly #offsets: RandomStream;
  readonly #ports: RandomStream;
  readonly #identifications: RandomStream;
  readonly #offsetByPeer = new Map<number, number>();
  #challengeSecond = -1;
  #challengesLeft = 0;

  constructor(context: TcpContext) {
    this.clock = context.clock;
    this.network = context.network;
    this.counters = context.counters ?? new CounterValues(tcpCounterNames);
    this.observer = context.observer ?? null;
    this.behaviour = context.behaviour;
    this.#controls = context.congestionControls;
    this.#random = context.random;
    this.#isns = context.random.stream('tcp/isn');
    this.#offsets = context.random.stream('tcp/timestamp-offset');
    this.#ports = context.random.stream('tcp/ephemeral-port');
    this.#identifications = context.random.stream('tcp/identification');
  }

  /** Where segments are put together; made when the first one is. */
  get writer(): SegmentWriter {
    this.#writer ??= new SegmentWriter(this.network);
    return this.#writer;
  }

  get nowUs(): number {
    return Math.floor(this.clock.nowNs / 1000) + UPTIME_US;
  }

  /**
   * A segment of `length` octets from `start` came from `source`. `isTrusted`: the checksum need not be looked
   * at. Returns what became of it: `delivered` if a socket took data, `tcp` if it was acted on, or why it was dropped.
   */
  receive(
    packet: {
      source: Ipv4Address;
      destination: Ipv4Address;
      tos: number;
      ttl: number;
      isTrusted?: boolean;
      joinedOf?: number;
    },
    octets: Uint8Array,
    start = 0,
    length: number = octets.length - start,
    view: DataView = new DataView(octets.buffer, octets.byteOffset, octets.byteLength),
  ): Disposition {
    count(this.counters, TcpCounter['tcp.inSegs']);
    if (length < TCP_HEADER_LENGTH) return this.#isMalformed();
    const headerLength = tcpHeaderLength(view, start);
    if (headerLength < TCP_HEADER_LENGTH || headerLength > length) return this.#isMalformed();
    const { source, destination, isTrusted = false } = packet;
    if (!isTrusted && !verifyTcpChecksum(view, start, length, source, destination)) {
      count(this.counters, TcpCounter['tcp.inCsumErrors']);
      count(this.counters, TcpCounter['tcp.inErrs']);
      return Disposition['tcp-checksum'];
    }
    const segment = this.#incoming;
    segment.read(octets, view, start, length);
    segment.source = source;
    segment.destination = destination;
    segment.tos = packet.tos;
    segment.ttl = packet.ttl;
    segment.joinedOf = packet.joinedOf ?? 0;
    this.#demultiplex(segment);
    return segment.disposition;
  }

  #isMalformed(): Disposition {
    count(this.counters, TcpCounter['tcp.inErrs']);
    return Disposition['malformed-transport'];
  }

  #demultiplex(segment: Incoming): void {
    const entry = this.#table.find(
      segment.destination,
      segment.destinationPort,
      segment.source,
      segment.sourcePort,
    );
    if (segment.hasSignature && !(entry instanceof TimeWait)) {
      if (entry !== null || this.#listeners.has(segment.destinationPort)) {
        segment.disposition = Disposition['tcp-signature'];
        return;
      }
    }
    if (entry instanceof Connection) {
      if (dispatch(entry, segment, this.#ackState) === 'reset') replyWithReset(this, segment);
      return;
    }
    if (entry instanceof SynRequest) {
      atRequest(entry, segment, this.#ackState);
      return;
    }
    let iss: number | null = null;
    const listener = this.#listeners.get(segment.destinationPort);
    if (entry instanceof TimeWait) {
      const result = entry.receive(segment);
      if (result === 'done') return;
      if (listener === undefined) {
        entry.acknowledge(segment);
        return;
      }
      entry.end();
      iss = result.iss;
    }
    if (listener === undefined) {
      segment.disposition = Disposition['tcp-no-socket'];
      replyWithReset(this, segment);
      return;
    }
    const request = atListener(listener, segment, iss);
    if (request !== null) this.#table.add(request);
  }

  /**
   * An ICMP error quotes a segment of this host: `length` octets of it from `start` on, at least 8.
   */
  icmpError(
    error: { type: number; code: number; mtu: number },
    quoted: { source: Ipv4Address; destination: Ipv4Address },
    view: DataView,
    start: number,
    length: number,
  ): void {
    if (length < MIN_QUOTED_OCTETS) return;
    const entry = this.#table.find(
      quoted.source,
      tcpSourcePort(view, start),
      quoted.destination,
      tcpDestinationPort(view, start),
    );
    const about: IcmpErrorAbout = { ...error, seq: sequenceOf(tcpSequence(view, start)) };
    if (entry instanceof Connection) onIcmpError(entry, about);
    else if (entry instanceof SynRequest && about.seq === entry.iss && endsRequest(about)) {
      entry.drop();
    }
  }

  /** Opens a port; null if it is taken. */
  listen(
    localPort: number,
    options: SocketOptions,
    backlog: number,
    engine: ListenEngine = this,
  ): Listener | null {
    if (this.#listeners.has(localPort)) return null;
    const listener = new Listener(engine, localPort, options, backlog);
    this.#listeners.set(localPort, listener);
    return listener;
  }

  /** Closes a port: connections that nobody accepted are for the caller to end. */
  closeListener(listener: Listener): void {
    listener.isClosed = true;
    this.#listeners.delete(listener.localPort);
    for (const request of [...listener.requests]) request.drop();
  }

  /** Whether a connection may be made from this port to that peer. */
  isFree(tuple: FourTuple): boolean {
    return this.#table.find(tuple.local, tuple.localPort, tuple.remote, tuple.remotePort) === null;
  }

  /** A free port for a connection to that peer; null if there is none. */
  ephemeralPort(local: Ipv4Address, remote: Ipv4Address, remotePort: number): number | null {
    const first = this.#ports.below(EPHEMERAL_COUNT);
    for (let step = 0; step < EPHEMERAL_COUNT; step++) {
      const localPort = EPHEMERAL_FIRST + ((first + step) % EPHEMERAL_COUNT);
      if (this.isFree({ local, localPort, remote, remotePort })) return localPort;
    }
    return null;
  }

  addConnection(connection: Connection): void {
    this.#table.add(connection);
  }

  forget(connection: Connection): void {
    this.#table.remove(connection);
  }

  forgetRequest(request: SynRequest): void {
    this.#table.remove(request);
  }

  forgetTimeWait(entry: TimeWait): void {
    this.#table.remove(entry);
  }

  enterTimeWait(connection: Connection, state: 'time-wait' | 'fin-wait2', delayMs: number): void {
    const entry = new TimeWait(this, connection, state);
    if (state === 'time-wait') count(this.counters, TcpCounter['tcp.timeWaited']);
    this.#table.remove(connection);
    this.#table.add(entry);
    entry.arm(delayMs);
  }

  onTimer(connection: Connection, kind: TimerKind): void {
    onTimer(connection, kind);
  }

  createCongestionControl(name: string): CongestionControl | null {
    return this.#controls.get(name)?.() ?? null;
  }

  takeChallengeAck(): boolean {
    const { challengeAckLimit } = this.behaviour;
    if (challengeAckLimit === NO_LIMIT) return true;
    const second = Math.floor(this.clock.nowNs / 1e9);
    if (second !== this.#challengeSecond) {
      const half = (challengeAckLimit + 1) >> 1;
      this.#challengeSecond = second;
      this.#challengesLeft = half + this.#isns.below(challengeAckLimit);
    }
    if (this.#challengesLeft <= 0) return false;
    this.#challengesLeft--;
    return true;
  }

  randomBelow(bound: number): number {
    this.#controlStream ??= this.#random.stream('tcp/congestion-control');
    return this.#controlStream.below(bound);
  }

  initialSequence(): number {
    return sequenceOf(this.#isns.below(2 ** 32));
  }

  /** The same for all connections with one peer, so that TIME_WAIT can compare timestamps. */
  timestampOffset(tuple: FourTuple): number {
    if (this.behaviour.timestamps === 2) return 0;
    let offset = this.#offsetByPeer.get(tuple.remote);
    if (offset === undefined) {
      offset = this.#offsets.below(2 ** 32);
      this.#offsetByPeer.set(tuple.remote, offset);
    }
    return offset;
  }

  identification(): number {
    return 1 + this.#identifications.below(0xffff);
  }
}
