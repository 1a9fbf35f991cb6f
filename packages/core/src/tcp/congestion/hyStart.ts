import { after } from '../protocol/sequence.js';
import type { CongestionWindow } from './congestionControl.js';

const LOW_WINDOW = 16;
const MIN_SAMPLES = 8;
/** ACKs of one train come this close to each other. */
const TRAIN_GAP_US = 2000;
const MIN_THRESHOLD_US = 4000;
const MAX_THRESHOLD_US = 16_000;
/** Time for which the sender's own bursts may stretch a train, in microseconds at most. */
const MAX_BURST_US = 1000;
const BURST_OCTETS = 262_144;

/** Leaves slow start before it overflows the path: by delay, or by the length of ACK trains. */
export class HyStart {
  found = false;
  #roundStartUs: number;
  #lastAckUs: number;
  #endSeq: number;
  #leastRttUs = Number.POSITIVE_INFINITY;
  #samples = 0;

  /** The first round began at `startUs`: it ends when what was sent by then, up to `endSeq`, is acknowledged. */
  constructor(startUs: number, endSeq: number) {
    this.#roundStartUs = startUs;
    this.#lastAckUs = startUs;
    this.#endSeq = endSeq;
  }

  /** A round begins: it ends when what is sent by now is acknowledged. */
  #begin(window: CongestionWindow): void {
    this.#roundStartUs = window.nowUs;
    this.#lastAckUs = window.nowUs;
    this.#endSeq = window.sndNxt;
    this.#leastRttUs = Number.POSITIVE_INFINITY;
    this.#samples = 0;
  }

  /** A round trip was measured in slow start. */
  onSample(window: CongestionWindow, delayUs: number, delayMinUs: number): void {
    if (this.found) return;
    if (after(window.sndUna, this.#endSeq)) this.#begin(window);
    if (window.cwnd < LOW_WINDOW) return;
    if (this.#trainIsLong(window, delayMinUs) || this.#delayGrew(delayUs, delayMinUs)) {
      this.found = true;
      window.ssthresh = window.cwnd;
    }
  }

  #trainIsLong(window: CongestionWindow, delayMinUs: number): boolean {
    const { nowUs } = window;
    if (nowUs - this.#lastAckUs > TRAIN_GAP_US) return false;
    this.#lastAckUs = nowUs;
    const sum = delayMinUs + burstUs(window);
    const threshold = window.pacing ? sum : Math.floor(sum / 2);
    return nowUs - this.#roundStartUs > threshold;
  }

  #delayGrew(delayUs: number, delayMinUs: number): boolean {
    this.#leastRttUs = Math.min(this.#leastRttUs, delayUs);
    if (this.#samples < MIN_SAMPLES) {
      this.#samples++;
      return false;
    }
    const eighth = Math.floor(delayMinUs / 8);
    const allowance = Math.min(Math.max(eighth, MIN_THRESHOLD_US), MAX_THRESHOLD_US);
    return this.#leastRttUs > delayMinUs + allowance;
  }
}

/** How long four full bursts take at twice the present rate. */
function burstUs(window: CongestionWindow): number {
  if (window.srttUs8 === 0) return 0;
  const octetsPerUs = (2 * window.cwnd * window.mss * 8) / window.srttUs8;
  return Math.min(MAX_BURST_US, Math.floor(BURST_OCTETS / octetsPerUs));
}
