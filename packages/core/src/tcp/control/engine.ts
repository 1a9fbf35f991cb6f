// What a connection knows of the engine around it.
import type { Clock } from '../../ports/clock.js';
import type { CounterValues } from '../../ports/counters.js';
import type { CongestionControl } from '../congestion/congestionControl.js';
import type { TcpCounterName } from '../ports/counters.js';
import type { TcpNetwork } from '../ports/network.js';
import type { TcpObserver } from '../ports/observer.js';
import type { OutSegmentPool } from '../segments/outSegmentPool.js';
import type { ReceiveBuffers } from '../segments/receiveBuffers.js';
import type { SegmentWriter } from '../segments/segmentWriter.js';
import type { TcpBehaviour } from '../settings/behaviour.js';
import type { Connection } from './connection.js';
import type { TimerKind } from './connectionTimer.js';

/** What a socket learns from its connection; all of it may change what `poll` says. */
export interface ConnectionOwner {
  /** A connection attempt succeeded, or a passive one may be accepted. */
  onEstablished(connection: Connection): void;
  /** There is something to read: data, urgent data, the end of the stream. */
  onReadable(connection: Connection): void;
  /** There is room to write again. */
  onWritable(connection: Connection): void;
  /** It failed, or its state changed so that less can be done than before. */
  onStateChange(connection: Connection): void;
}

/** The TCP of a host, as its connections see it. */
export interface TcpEngine {
  readonly clock: Clock;
  /** Time since the host's TCP began, in microseconds; never 0, which stands for "never". */
  readonly nowUs: number;
  readonly behaviour: TcpBehaviour;
  readonly network: TcpNetwork;
  /** What it counts, by `TcpCounter`. */
  readonly counters: CounterValues<TcpCounterName>;
  readonly observer: TcpObserver | null;
  readonly writer: SegmentWriter;
  readonly receiveBuffers: ReceiveBuffers;
  readonly outSegments: OutSegmentPool;
  /** A random integer in [0, bound), for congestion controls. */
  randomBelow(bound: number): number;
  onTimer(connection: Connection, kind: TimerKind): void;
  /** A control by name, or null. */
  createCongestionControl(name: string): CongestionControl | null;
  /** Whether the host's limit of challenge ACKs leaves one more. */
  takeChallengeAck(): boolean;
  /** The connection is gone: no segment may find it any more. */
  forget(connection: Connection): void;
  /** It goes on as a small entry that waits for old duplicates, in `state` TIME_WAIT or FIN_WAIT2. */
  enterTimeWait(connection: Connection, state: 'time-wait' | 'fin-wait2', delayMs: number): void;
}
