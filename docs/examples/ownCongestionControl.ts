import type { CongestionControl, CongestionWindow } from '@packetloom/core';
import { congestionCompliance } from '@packetloom/core/testing';

/** Grows by two segments each round trip, and gives back a quarter at a loss. */
class Brisk implements CongestionControl {
  readonly name = 'brisk';

  ssthresh(window: CongestionWindow): number {
    return Math.max(Math.floor(window.cwnd * 0.75), 2);
  }

  onAck(window: CongestionWindow, _ack: number, acked: number): void {
    if (!window.isCwndLimited) return;
    if (window.cwnd < window.ssthresh) {
      window.cwnd += acked;
      return;
    }
    window.cwndCount += 2 * acked;
    while (window.cwndCount >= window.cwnd) {
      window.cwndCount -= window.cwnd;
      window.cwnd += 1;
    }
  }

  undo(window: CongestionWindow): number {
    return Math.max(window.cwnd, window.priorCwnd);
  }
}

for (const { name, run } of congestionCompliance(() => new Brisk())) {
  run();
  console.log(`it ${name}`);
}
