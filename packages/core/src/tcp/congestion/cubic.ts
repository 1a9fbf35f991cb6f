import { CaState } from '../protocol/state.js';
import type {
  AckSample,
  CongestionControl,
  CongestionEvent,
  CongestionWindow,
} from './congestionControl.js';
import { HyStart } from './hyStart.js';
import { growLinearly, inSlowStart, slowStart } from './slowStart.js';

/** Multiplicative decrease of 0.7, in 1/1024 (RFC 9438 4.6). */
const BETA = 717;
const UNIT = 1024;
/** C of 0.4 segments a second cubed, in the units of time below (RFC 9438 4.1). */
const C_SCALED = 410;
/** Time is counted in 1/1024 s. */
const TIME_UNIT = 1024;
/** Segments to acknowledge for each one that Reno would grow by, in 1/8 of a window. */
const RENO_SCALE = 15;
/** A jiffy: the curve is looked at once in one. */
const JIFFY_US = 4000;
/** The same window is looked at again after this time at the earliest. */
const SAME_WINDOW_US = 28_000;
const SECOND_US = 1_000_000;

/** RFC 9438, with HyStart. */
export class Cubic implements CongestionControl {
  readonly name = 'cubic';
  /** Made with the first sample of slow start. */
  #hyStart: HyStart | null = null;
  /** Segments to acknowledge for one of growth. */
  #perSegment = 0;
  #lastMaxCwnd = 0;
  #lastCwnd = 0;
  #lastTimeUs = 0;
  #origin = 0;
  /** Time to the origin, in {@link TIME_UNIT}. */
  #k = 0;
  #delayMinUs = 0;
  /** Beginning of the curve; 0 where it is to begin anew. */
  #epochUs = 0;
  #acked = 0;
  #renoCwnd = 0;
  /** When slow start began, and what was sent by then. */
  #slowStartUs = 0;
  #slowStartSeq = 0;

  init(window: CongestionWindow): void {
    this.#reset();
    this.#hyStart = null;
    this.#slowStartSeq = window.sndNxt;
    this.#slowStartUs = window.nowUs;
  }

  #reset(): void {
    this.#perSegment = 0;
    this.#lastMaxCwnd = 0;
    this.#lastCwnd = 0;
    this.#lastTimeUs = 0;
    this.#origin = 0;
    this.#k = 0;
    this.#delayMinUs = 0;
    this.#epochUs = 0;
    this.#acked = 0;
    this.#renoCwnd = 0;
  }

  ssthresh(window: CongestionWindow): number {
    const { cwnd } = window;
    this.#epochUs = 0;
    // Fast convergence (RFC 9438 4.7): a window that shrinks leaves room to new flows.
    this.#lastMaxCwnd =
      cwnd < this.#lastMaxCwnd ? Math.floor((cwnd * (UNIT + BETA)) / (2 * UNIT)) : cwnd;
    return Math.max(Math.floor((cwnd * BETA) / UNIT), 2);
  }

  onAck(window: CongestionWindow, _ack: number, acked: number): void {
    if (!window.isCwndLimited) return;
    let left = acked;
    if (inSlowStart(window)) {
      left = slowStart(window, acked);
      if (left === 0) return;
    }
    this.#update(window, left);
    growLinearly(window, this.#perSegment, left);
  }

  undo(window: CongestionWindow): number {
    return Math.max(window.cwnd, window.priorCwnd);
  }

  onState(window: CongestionWindow, state: CaState): void {
    if (state === CaState.Loss) this.init(window);
  }

  onEvent(window: CongestionWindow, event: CongestionEvent): void {
    if (event !== 'tx-start' || this.#epochUs === 0) return;
    // Time without data in flight does not count.
    const idleUs = window.nowUs - window.lastSentUs;
    if (idleUs > 0) this.#epochUs = Math.min(this.#epochUs + idleUs, window.nowUs);
  }

  onSample(window: CongestionWindow, sample: AckSample): void {
    if (sample.rttUs < 0) return;
    if (this.#epochUs !== 0 && window.nowUs - this.#epochUs < SECOND_US) return;
    const delayUs = Math.max(1, sample.rttUs);
    if (this.#delayMinUs === 0 || delayUs < this.#delayMinUs) this.#delayMinUs = delayUs;
    if (!inSlowStart(window)) return;
    this.#hyStart ??= new HyStart(this.#slowStartUs, this.#slowStartSeq);
    this.#hyStart.onSample(window, delayUs, this.#delayMinUs);
  }

  /** How fast to grow: by the cubic curve, or as Reno would where that is faster. */
  #update(window: CongestionWindow, acked: number): void {
    const { cwnd, nowUs } = window;
    this.#acked += acked;
    const sinceUs = nowUs - this.#lastTimeUs;
    if (this.#lastCwnd === cwnd && sinceUs <= SAME_WINDOW_US) return;
    const sameJiffy = Math.floor(nowUs / JIFFY_US) === Math.floor(this.#lastTimeUs / JIFFY_US);
    if (this.#epochUs === 0 || !sameJiffy) this.#followCurve(window, acked);
    this.#followReno(cwnd);
    this.#perSegment = Math.max(this.#perSegment, 2);
  }

  #followCurve(window: CongestionWindow, acked: number): void {
    const { cwnd, nowUs } = window;
    this.#lastCwnd = cwnd;
    this.#lastTimeUs = nowUs;
    if (this.#epochUs === 0) {
      this.#epochUs = nowUs;
      this.#acked = acked;
      this.#renoCwnd = cwnd;
      if (this.#lastMaxCwnd <= cwnd) {
        this.#k = 0;
        this.#origin = cwnd;
      } else {
        const missing = this.#lastMaxCwnd - cwnd;
        this.#k = cubeRoot(Math.floor((missing * 2 ** 40) / C_SCALED));
        this.#origin = this.#lastMaxCwnd;
      }
    }
    const elapsedUs = nowUs - this.#epochUs + this.#delayMinUs;
    const time = Math.floor((elapsedUs * TIME_UNIT) / SECOND_US);
    const offset = Math.abs(time - this.#k);
    const delta = Math.floor((C_SCALED * offset * offset * offset) / 2 ** 40);
    const target = time < this.#k ? this.#origin - delta : this.#origin + delta;
    this.#perSegment = target > cwnd ? Math.floor(cwnd / (target - cwnd)) : 100 * cwnd;
    // Nothing is known of the path yet: five per cent each round trip at least.
    if (this.#lastMaxCwnd === 0) this.#perSegment = Math.min(this.#perSegment, 20);
  }

  /** RFC 9438 4.3, the Reno-friendly region. */
  #followReno(cwnd: number): void {
    const per = (cwnd * RENO_SCALE) >> 3;
    while (this.#acked > per) {
      this.#acked -= per;
      this.#renoCwnd++;
    }
    if (this.#renoCwnd > cwnd) {
      this.#perSegment = Math.min(this.#perSegment, Math.floor(cwnd / (this.#renoCwnd - cwnd)));
    }
  }
}

/** The largest integer whose cube is at most `value`. */
function cubeRoot(value: number): number {
  let low = 0;
  let high = 2_097_152;
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2);
    if (middle * middle * middle <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
