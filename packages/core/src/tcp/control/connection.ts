import type { Ipv4Address } from '../../address/ipv4Address.js';
import type { CongestionControl, CongestionWindow } from '../congestion/congestionControl.js';
import { INFINITE_SSTHRESH } from '../congestion/congestionControl.js';
import type { TcpErrno } from '../protocol/errno.js';
import { plus } from '../protocol/sequence.js';
import { CaState, TcpState } from '../protocol/state.js';
import { InSegmentList } from '../segments/inSegment.js';
import type { OutSegment } from '../segments/outSegment.js';
import { SegmentList, SentOrder } from '../segments/segmentList.js';
import { SendBuffer } from '../segments/sendBuffer.js';
import type { SocketOptions } from '../settings/socketOptions.js';
import { ConnectionTimer, type TimerKind, type TimerOwner } from './connectionTimer.js';
import type { ConnectionOwner, TcpEngine } from './engine.js';
import { type Range, RareState } from './rareState.js';

/** What the transmit timer is armed for. */
export const Pending = { NONE: 0, RETRANS: 1, PROBE0: 3, LOSS_PROBE: 5, REO_TIMEOUT: 6 } as const;
export type Pending = (typeof Pending)[keyof typeof Pending];

/** Bits of `ackPending`: what is owed to the peer. */
export const AckOwed = {
  SCHEDULED: 1,
  TIMER: 2,
  /** A small segment came: the peer may wait for its ACK. */
  PUSHED: 4,
  /** Two of them. */
  PUSHED2: 8,
  NOW: 16,
  /** Data was refused for want of memory: the window is 0. */
  NOMEM: 32,
} as const;

/** Bits of `ecn` (RFC 3168 6.1); `ACCURATE`: RFC 9768 was agreed upon. */
export const Ecn = { OK: 1, QUEUE_CWR: 2, DEMAND_CWR: 4, SEEN: 8, ACCURATE: 16 } as const;

/** Bits of `shutdown`. */
export const Shutdown = { RECEIVE: 1, SEND: 2 } as const;

/** Of connections that have none: nothing is ever put into them. */
export const NO_RANGES: Range[] = [];
export const NO_SEGMENTS = new InSegmentList();

/** The four-tuple that names a connection. */
export interface FourTuple {
  readonly local: Ipv4Address;
  readonly localPort: number;
  readonly remote: Ipv4Address;
  readonly remotePort: number;
}

/** The largest shift of a window (RFC 7323 2.3). */
export const MAX_WINDOW_SHIFT = 14;
export const NO_RTT = 0xffffffff;

/**
 * The transmission control block (RFC 9293 3.3.1): all that is known of one connection. It only
 * remembers; what is done with it is in the modules around.
 */
export class Connection extends RareState implements CongestionWindow, TimerOwner {
  readonly engine: TcpEngine;
  readonly tuple: FourTuple;
  readonly options: SocketOptions;
  /**
   * The present, in microseconds, as of the last {@link refreshClock}. An ICMP error does not refresh it, so
   * that what it causes to be sent bears the timestamp of what happened before, as in Linux.
   */
  nowUs: number;
  owner: ConnectionOwner | null = null;

  state: TcpState = TcpState.CLOSE;
  /** No socket owns it any more. */
  isOrphan = false;
  /** Bits of {@link Shutdown}. */
  shutdown = 0;
  error: TcpErrno | null = null;
  /** All is over; the connection does nothing any more. */
  isDone = false;

  // Sequence numbers of what is sent (RFC 9293 3.3.1).
  iss = 0;
  sndUna = 0;
  sndNxt = 0;
  /** Behind the last octet that was written. */
  writeSeq = 0;
  /** Where the buffer begins that the last octets written share. */
  writeGroupSeq = 0;
  /** Last octet written that was sent with PSH. */
  pushedSeq = 0;
  sndWnd = 0;
  sndWl1 = 0;
  /** Largest window that the peer ever offered. */
  maxWindow = 0;
  /** End of the last segment smaller than the MSS (RFC 9293 3.7.4, Nagle). */
  sndSml = 0;
  /** Where urgent data that is sent ends, while `urgentMode`. */
  sndUp = 0;

  // Sequence numbers of what is received.
  irs = 0;
  rcvNxt = 0;
  /** `rcvNxt` when the window was last sent. */
  rcvWup = 0;
  rcvWnd = 0;
  /** What was handed to the reader so far. */
  copiedSeq = 0;

  // Queues.
  readonly sendBuffer = new SendBuffer();
  /** Segments not sent yet. */
  readonly writeQueue = new SegmentList();
  /** Segments sent and not acknowledged. */
  readonly rtxQueue = new SegmentList();
  readonly sentOrder = new SentOrder();
  readonly receiveQueue = new InSegmentList();
  /** That of all connections until the first hole: see {@link NO_SEGMENTS}. */
  outOfOrder: InSegmentList = NO_SEGMENTS;
  /** Memory of both, and of what waits to be acknowledged or sent. */
  rmem = 0;
  wmem = 0;

  // Options agreed upon.
  timestampsOk = false;
  sackOk = false;
  wscaleOk = false;
  sndWscale = 0;
  rcvWscale = 0;
  /** MSS that the peer announced, bounded by TCP_MAXSEG. */
  mssClamp = 536;
  advMss = 536;
  /** Largest segment for the path. */
  mss = 536;
  pmtu = 1500;
  /** TCP header with the options of every segment. */
  headerLength = 20;
  tsOffset = 0;
  tsRecent = 0;
  /** When `tsRecent` came, in whole seconds; 0 for never. */
  tsRecentStampS = 0;

  // Round trip times, in microseconds (RFC 6298).
  srttUs8 = 0;
  mdevUs4 = 0;
  mdevMaxUs = 0;
  rttvarUs = 0;
  rttSeq = 0;
  minRttUs = NO_RTT;
  minRttStampUs = 0;
  rackRttUs = 0;
  /** Retransmission time-out, in ticks. */
  rto = 0;
  backoff = 0;
  retransmits = 0;
  probesOut = 0;
  pending: Pending = Pending.NONE;
  /** When the first retransmission of this episode was sent, in milliseconds, or 0. */
  retransStampMs = 0;

  // The scoreboard, in segments.
  packetsOut = 0;
  sackedOut = 0;
  lostOut = 0;
  retransOut = 0;
  delivered = 0;
  deliveredUs = 0;
  firstSentUs = 0;
  firstSentOrdinal = 0;
  /** How many segments were sent, retransmissions included. */
  transmissions = 0;
  appLimited = 0;
  reordering = 3;
  retransHint: OutSegment | null = null;
  /** First segment behind the highest that was SACKed; null where none was sent behind it. */
  highestSack: OutSegment | null = null;
  bytesAcked = 0;

  // Congestion control and recovery.
  control: CongestionControl;
  caState: CaState = CaState.Open;
  cwnd = 10;
  cwndCount = 0;
  cwndClamp = 0x7fffffff;
  cwndUsed = 0;
  cwndStampUs = 0;
  ssthresh = INFINITE_SSTHRESH;
  highSeq = 0;
  isCwndLimitedNow = false;
  maxPacketsOut = 0;
  cwndUsageSeq = 0;
  lastSentUs = 0;

  // RACK and TLP (RFC 8985).
  /** Ordinal and end of the segment that was sent last of those that arrived. */
  rackOrdinal = 0;
  rackEndSeq = 0;
  rackAdvanced = false;

  // ECN.
  /** Bits of {@link Ecn}. */
  ecn = 0;

  // What is owed to the peer.
  /** Bits of {@link AckOwed}. */
  ackPending = 0;
  quickAcks = 0;
  pingpong = 0;
  /** Delayed ACK time, in ticks; 0 before the first data. */
  ato = 0;
  lastReceivedTicks = 0;
  /** Size that the peer's full segments seem to have. */
  rcvMss = 536;
  lastSegmentSize = 0;
  sacks: Range[] = NO_RANGES;

  // Receive window and buffer.
  rcvSsthresh = 0;
  windowClamp = 0;
  /** Part of the memory that is data, in 1/256. */
  scalingRatio = 128;
  rcvSpace = 0;
  rcvSpaceSeq = 0;
  rcvSpaceUs = 0;
  rcvRttUs8 = 0;
  rcvRttSeq = 0;
  rcvRttStampUs = 0;
  rcvRttLastEcho = 0;

  lastAckReceivedUs = 0;
  /** Identification of the next packet. */
  identification = 0;
  /** A writer waits for room. */
  wantsSpace = false;

  readonly transmitTimer: ConnectionTimer;
  // Timers that not all connections need are made when first asked for.
  #ackTimer: ConnectionTimer | null = null;
  #keepaliveTimer: ConnectionTimer | null = null;
  #compressedAckTimer: ConnectionTimer | null = null;
  #pacingTimer: ConnectionTimer | null = null;

  constructor(engine: TcpEngine, tuple: FourTuple, options: SocketOptions) {
    super();
    this.engine = engine;
    this.tuple = tuple;
    this.options = options;
    this.nowUs = engine.nowUs;
    const { behaviour } = engine;
    this.transmitTimer = new ConnectionTimer(this, 'transmit');
    const control = engine.createCongestionControl(options.congestionControl);
    if (control === null) {
      throw new Error(
        `congestion control: expected a known one, found ${options.congestionControl}`,
      );
    }
    this.control = control;
    this.reordering = behaviour.reordering;
    this.rto = Math.ceil(1000 / behaviour.tickMs);
    this.mdevUs4 = 1_000_000;
    this.cwnd = behaviour.initialWindowSegments;
    this.pacing = Number.isFinite(options.maxPacingRate);
    this.pacingRate = options.maxPacingRate;
  }

  /** Takes the time of what happens now: a segment, a timer, a call. */
  refreshClock(): void {
    this.nowUs = this.engine.nowUs;
  }

  get nowMs(): number {
    return this.engine.nowUs / 1000;
  }

  /** Ticks since the start of the run. */
  get nowTicks(): number {
    return Math.floor(this.engine.clock.nowNs / this.tickNs);
  }

  get tickNs(): number {
    return this.engine.behaviour.tickMs * 1_000_000;
  }

  /** Segments in flight, as far as known (RFC 6675 4, `pipe`). */
  get inFlight(): number {
    return this.packetsOut - this.sackedOut - this.lostOut + this.retransOut;
  }

  /** Right edge of the peer's window. */
  get sndWindowEnd(): number {
    return plus(this.sndUna, this.sndWnd);
  }

  /** What is left of the window that was last offered, in octets. */
  get receiveWindow(): number {
    return Math.max(0, (this.rcvWup + this.rcvWnd - this.rcvNxt) | 0);
  }

  get isCwndLimited(): boolean {
    if (this.isCwndLimitedNow) return true;
    // In slow start it may become twice of what was acknowledged.
    return this.cwnd < this.ssthresh && this.cwnd < 2 * this.maxPacketsOut;
  }

  get demandCwr(): boolean {
    return (this.ecn & Ecn.DEMAND_CWR) !== 0;
  }

  set demandCwr(value: boolean) {
    this.ecn = value ? this.ecn | Ecn.DEMAND_CWR : this.ecn & ~Ecn.DEMAND_CWR;
  }

  get ackTimer(): ConnectionTimer {
    this.#ackTimer ??= new ConnectionTimer(this, 'delayed-ack');
    return this.#ackTimer;
  }

  cancelAckTimer(): void {
    this.#ackTimer?.cancel();
  }

  get keepaliveTimer(): ConnectionTimer {
    this.#keepaliveTimer ??= new ConnectionTimer(this, 'keepalive');
    return this.#keepaliveTimer;
  }

  get compressedAckTimer(): ConnectionTimer {
    this.#compressedAckTimer ??= new ConnectionTimer(this, 'compressed-ack');
    return this.#compressedAckTimer;
  }

  get pacingTimer(): ConnectionTimer {
    this.#pacingTimer ??= new ConnectionTimer(this, 'pacing');
    return this.#pacingTimer;
  }

  /** Stops all timers. */
  cancelTimers(): void {
    this.pending = Pending.NONE;
    this.transmitTimer.cancel();
    this.cancelAckTimer();
    this.#keepaliveTimer?.cancel();
    this.#compressedAckTimer?.cancel();
    this.#pacingTimer?.cancel();
  }

  randomBelow(bound: number): number {
    return this.engine.randomBelow(bound);
  }

  onTimer(kind: TimerKind): void {
    this.engine.onTimer(this, kind);
  }
}
