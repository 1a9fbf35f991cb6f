import type { CongestionControl, CongestionWindow } from './congestionControl.js';

/** A window that nothing changes: no congestion control at all. */
export class FixedWindow implements CongestionControl {
  readonly name = 'fixed';
  readonly #segments: number;

  constructor(segments: number) {
    this.#segments = segments;
  }

  init(window: CongestionWindow): void {
    window.cwnd = this.#segments;
  }

  ssthresh(): number {
    return this.#segments;
  }

  onAck(window: CongestionWindow): void {
    window.cwnd = this.#segments;
  }

  undo(): number {
    return this.#segments;
  }
}
