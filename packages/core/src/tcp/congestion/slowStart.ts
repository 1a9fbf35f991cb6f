// What most congestion controls share (RFC 5681 3.1): exponential growth, then linear.
import type { CongestionWindow } from './congestionControl.js';

export function inSlowStart(window: CongestionWindow): boolean {
  return window.cwnd < window.ssthresh;
}

/** Grows by what was acknowledged, up to the threshold; returns how many segments are left over. */
export function slowStart(window: CongestionWindow, acked: number): number {
  const cwnd = Math.min(window.cwnd + acked, window.ssthresh);
  const left = acked - (cwnd - window.cwnd);
  window.cwnd = Math.min(cwnd, window.cwndClamp);
  return left;
}

/** Grows by one segment for each `per` acknowledged. */
export function growLinearly(window: CongestionWindow, per: number, acked: number): void {
  if (window.cwndCount >= per) {
    window.cwndCount = 0;
    window.cwnd++;
  }
  window.cwndCount += acked;
  if (window.cwndCount >= per) {
    const segments = Math.floor(window.cwndCount / per);
    window.cwndCount -= segments * per;
    window.cwnd += segments;
  }
  window.cwnd = Math.min(window.cwnd, window.cwndClamp);
}
