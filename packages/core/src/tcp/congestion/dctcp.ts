import { before } from '../protocol/sequence.js';
import { CaState } from '../protocol/state.js';
import type { CongestionControl, CongestionEvent, CongestionWindow } from './congestionControl.js';
import { Reno } from './reno.js';

/** Alpha is counted in 1/1024; it moves by a sixteenth (RFC 8257 4.2). */
const ONE = 1024;
const GAIN_SHIFT = 4;

/** RFC 8257: the window shrinks by the share of what was marked. */
export class Dctcp implements CongestionControl {
  readonly name = 'dctcp';
  readonly needsEcn = true;
  readonly #reno = new Reno();
  #alpha = ONE;
  #nextSeq = 0;
  #oldDelivered = 0;
  #oldDeliveredCe = 0;
  #lossCwnd = 0;

  init(window: CongestionWindow): void {
    this.#startRound(window);
  }

  ssthresh(window: CongestionWindow): number {
    const { cwnd } = window;
    this.#lossCwnd = cwnd;
    return Math.max(cwnd - Math.floor((cwnd * this.#alpha) / (2 * ONE)), 2);
  }

  onAck(window: CongestionWindow, ack: number, acked: number): void {
    this.#reno.onAck(window, ack, acked);
  }

  undo(window: CongestionWindow): number {
    return Math.max(window.cwnd, this.#lossCwnd);
  }

  onAnyAck(window: CongestionWindow): void {
    if (before(window.sndUna, this.#nextSeq)) return;
    const delivered = window.delivered - this.#oldDelivered;
    const marked = window.deliveredCe - this.#oldDeliveredCe;
    const decay = this.#alpha >> GAIN_SHIFT;
    this.#alpha -= decay > 0 ? decay : Math.min(this.#alpha, 1);
    if (marked > 0) {
      const share = Math.floor((marked * (ONE >> GAIN_SHIFT)) / Math.max(1, delivered));
      this.#alpha = Math.min(this.#alpha + share, ONE);
    }
    this.#startRound(window);
  }

  onState(window: CongestionWindow, state: CaState): void {
    if (state !== CaState.Recovery || window.caState === CaState.Recovery) return;
    // A loss halves the window, whatever was marked (RFC 8257 3.5).
    this.#lossCwnd = window.cwnd;
    window.ssthresh = Math.max(window.cwnd >> 1, 2);
  }

  onEvent(window: CongestionWindow, event: CongestionEvent): void {
    if (event === 'ecn-is-ce') window.demandCwr = true;
    else if (event === 'ecn-no-ce') window.demandCwr = false;
    else if (event === 'loss') this.#lossCwnd = window.cwnd;
  }

  #startRound(window: CongestionWindow): void {
    this.#nextSeq = window.sndNxt;
    this.#oldDelivered = window.delivered;
    this.#oldDeliveredCe = window.deliveredCe;
  }
}
