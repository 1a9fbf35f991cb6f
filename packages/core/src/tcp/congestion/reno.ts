import type { CongestionControl, CongestionWindow } from './congestionControl.js';
import { growLinearly, inSlowStart, slowStart } from './slowStart.js';

/** RFC 5681: half after a loss, a segment more each round trip. */
export class Reno implements CongestionControl {
  readonly name = 'reno';

  ssthresh(window: CongestionWindow): number {
    return Math.max(window.cwnd >>> 1, 2);
  }

  onAck(window: CongestionWindow, _ack: number, acked: number): void {
    if (!window.isCwndLimited) return;
    const left = inSlowStart(window) ? slowStart(window, acked) : acked;
    if (left > 0) growLinearly(window, window.cwnd, left);
  }

  undo(window: CongestionWindow): number {
    return Math.max(window.cwnd, window.priorCwnd);
  }
}
