// The port between TCP and congestion control. One object of this kind belongs to one connection.
import type { CaState } from '../protocol/state.js';

/** A window without a limit by slow start: no loss was seen yet. */
export const INFINITE_SSTHRESH = 0x7fffffff;

/** What a congestion control reads of its connection, and the window that it writes. */
export interface CongestionWindow {
  /** Congestion window, in segments. */
  cwnd: number;
  /** Fraction of a segment that the window grew by, in acknowledged segments. */
  cwndCount: number;
  /** Above this the window grows no more. */
  readonly cwndClamp: number;
  /** Slow start threshold, in segments. */
  ssthresh: number;
  /** The window before the last reduction, in segments. */
  readonly priorCwnd: number;
  readonly mss: number;
  readonly sndUna: number;
  readonly sndNxt: number;
  /** Smoothed round trip time in microseconds times 8; 0 without a sample. */
  readonly srttUs8: number;
  /** Least round trip time of the last five minutes in microseconds; 0xffffffff without a sample. */
  readonly minRttUs: number;
  readonly caState: CaState;
  /** Segments delivered so far, and of those the ones acknowledged with ECE. */
  readonly delivered: number;
  readonly deliveredCe: number;
  /** The present, in microseconds. */
  readonly nowUs: number;
  /** When data was last sent, in microseconds. */
  readonly lastSentUs: number;
  /** Segments in flight. */
  readonly inFlight: number;
  /** Until so many segments were delivered, the application limits the rate; 0: it does not. */
  appLimited: number;
  /** A random integer in [0, bound). */
  randomBelow(bound: number): number;
  /** Whether the window, not the application, limits what is in flight. */
  readonly isCwndLimited: boolean;
  /** Most octets that are sent in one second, or Infinity. */
  pacingRate: number;
  /** Whether segments are spread over time by `pacingRate`. */
  pacing: boolean;
  /** Whether the last segment that came in was marked CE, as DCTCP echoes it. */
  demandCwr: boolean;
}

/** What happened to the connection, for controls that care. */
export type CongestionEvent =
  /** The first segment goes out after all was acknowledged. */
  | 'tx-start'
  /** The window restarts after idle time. */
  | 'cwnd-restart'
  /** The reduction after a congestion mark is complete. */
  | 'complete-cwr'
  /** A retransmission time-out. */
  | 'loss'
  /** A segment came in with the mark CE, or without. */
  | 'ecn-is-ce'
  | 'ecn-no-ce';

/** What one ACK says about the path. */
export interface AckSample {
  /** Segments newly acknowledged, cumulatively or by SACK. */
  readonly ackedSegments: number;
  /** Round trip time in microseconds, or -1. */
  readonly rttUs: number;
  /** Segments in flight before it. */
  readonly inFlight: number;
}

/** A sample of the delivery rate (draft-cheng-iccrg-delivery-rate-estimation), one for each ACK. */
export interface RateSample {
  /** Segments delivered over the interval; -1 without a sample. */
  readonly delivered: number;
  readonly intervalUs: number;
  /** Round trip time in microseconds, or -1. */
  readonly rttUs: number;
  /** Segments newly found to be lost, and newly delivered. */
  readonly losses: number;
  readonly acked: number;
  /** Segments delivered when the one that makes the sample was sent. */
  readonly priorDelivered: number;
  readonly priorInFlight: number;
  readonly isAppLimited: boolean;
  readonly isAckDelayed: boolean;
}

/** A congestion control. Its state is its own. */
export interface CongestionControl {
  readonly name: string;
  /** Whether it wants ECN even where the host does not ask for it (DCTCP). */
  readonly needsEcn?: boolean;
  /** The connection is established. */
  init?(window: CongestionWindow): void;
  /** The slow start threshold after a loss, in segments. */
  ssthresh(window: CongestionWindow): number;
  /** An ACK for `acked` segments came up to sequence number `ack`, outside of recovery. */
  onAck(window: CongestionWindow, ack: number, acked: number): void;
  /** The window after a reduction turned out to be undue, in segments. */
  undo(window: CongestionWindow): number;
  onSample?(window: CongestionWindow, sample: AckSample): void;
  onState?(window: CongestionWindow, state: CaState): void;
  onEvent?(window: CongestionWindow, event: CongestionEvent): void;
  /**
   * Takes over: called after each ACK in place of `onAck` and of proportional rate reduction, it sets the window
   * and the rate.
   */
  onRate?(window: CongestionWindow, sample: RateSample): void;
  /** Any ACK came; `echo` tells whether it carries ECE. */
  onAnyAck?(window: CongestionWindow, echo: boolean): void;
}

/** Makes a control for a new connection. */
export type CongestionControlFactory = () => CongestionControl;
