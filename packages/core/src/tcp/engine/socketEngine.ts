import type { Clock } from '../../ports/clock.js';
import type { CounterValues } from '../../ports/counters.js';
import type { CongestionControl } from '../congestion/congestionControl.js';
import type { Connection, FourTuple } from '../control/connection.js';
import type { TimerKind } from '../control/connectionTimer.js';
import type { ListenEngine } from '../listen/listener.js';
import type { SynRequest } from '../listen/synRequest.js';
import type { TcpCounterName } from '../ports/counters.js';
import type { TcpNetwork } from '../ports/network.js';
import type { TcpObserver } from '../ports/observer.js';
import type { OutSegmentPool } from '../segments/outSegmentPool.js';
import type { ReceiveBuffers } from '../segments/receiveBuffers.js';
import type { SegmentWriter } from '../segments/segmentWriter.js';
import type { TcpBehaviour } from '../settings/behaviour.js';

/** The TCP of a host, as one of its sockets sees it that behaves in its own way. */
export class SocketEngine implements ListenEngine {
  readonly behaviour: TcpBehaviour;
  readonly clock: Clock;
  readonly network: TcpNetwork;
  readonly counters: CounterValues<TcpCounterName>;
  readonly receiveBuffers: ReceiveBuffers;
  readonly outSegments: OutSegmentPool;
  readonly #host: ListenEngine;

  constructor(host: ListenEngine, behaviour: TcpBehaviour) {
    this.behaviour = behaviour;
    this.clock = host.clock;
    this.network = host.network;
    this.counters = host.counters;
    this.receiveBuffers = host.receiveBuffers;
    this.outSegments = host.outSegments;
    this.#host = host;
  }

  get nowUs(): number {
    return this.#host.nowUs;
  }

  get observer(): TcpObserver | null {
    return this.#host.observer;
  }

  get writer(): SegmentWriter {
    return this.#host.writer;
  }

  randomBelow(bound: number): number {
    return this.#host.randomBelow(bound);
  }

  onTimer(connection: Connection, kind: TimerKind): void {
    this.#host.onTimer(connection, kind);
  }

  createCongestionControl(name: string): CongestionControl | null {
    return this.#host.createCongestionControl(name);
  }

  takeChallengeAck(): boolean {
    return this.#host.takeChallengeAck();
  }

  forget(connection: Connection): void {
    this.#host.forget(connection);
  }

  enterTimeWait(connection: Connection, state: 'time-wait' | 'fin-wait2', delayMs: number): void {
    this.#host.enterTimeWait(connection, state, delayMs);
  }

  forgetRequest(request: SynRequest): void {
    this.#host.forgetRequest(request);
  }

  addConnection(connection: Connection): void {
    this.#host.addConnection(connection);
  }

  initialSequence(tuple: FourTuple): number {
    return this.#host.initialSequence(tuple);
  }

  timestampOffset(tuple: FourTuple): number {
    return this.#host.timestampOffset(tuple);
  }

  identification(): number {
    return this.#host.identification();
  }
}
