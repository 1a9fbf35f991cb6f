import { column, outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

const C = 0.4;
const BETA = 0.7;
const STEP_MS = 100;
const SECONDS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

interface CurvePoint {
  /** Seconds since the window was reduced. */
  readonly seconds: number;
  readonly window: number;
  readonly theory: number;
}

/** CUBIC's window after a single loss, on a path without a queue. */
function curvePoints(): {
  readonly largest: number;
  readonly points: readonly CurvePoint[];
} {
  const outcome = outcomeOf(`
nodes: { a: { kind: host, tcp: { min-rto: 200ms, send-buffer: 16mib } }, b: { kind: host, tcp: { receive-buffer: 16mib } } }
links:
  - name: wire
    endpoints: ["a:eth0", "b:eth0"]
    rate: unlimited
    delay: 50ms
    queue: 10000p
    loss: { packets: [400] }
    reverse: { loss: 0% }
events: [{ at: 0s, name: f, tcp: { from: a, to: "b:80", until: 12s } }]
stop: 12s
outputs: { series: { every: ${STEP_MS}ms, of: [app.f.cwnd, app.f.ssthresh] } }
`);
  const windows = column(outcome, 'app.f.cwnd');
  const thresholds = column(outcome, 'app.f.ssthresh');
  // ssthresh is β · cwnd at the loss.
  const loss = thresholds.findIndex((threshold) => threshold > 0);
  const largest = (thresholds[loss] ?? 0) / BETA;
  const k = Math.cbrt((largest * (1 - BETA)) / C);
  const points = SECONDS.map((seconds) => ({
    seconds,
    window: windows[loss + (seconds * 1000) / STEP_MS] ?? Number.NaN,
    theory: C * (seconds - k) ** 3 + largest,
  }));
  return { largest, points };
}

export function cubicCurve(): Section {
  const { largest, points } = curvePoints();
  return {
    title: "CUBIC's curve",
    text: `RFC 9438 4.2: t seconds after a loss at a window of W, the window is 0.4 · (t − K)³ + W, with K = ∛(0.75 · W). One packet is lost at the end of slow start, at a window of ${fixed(largest, 0)} segments; the round trip is 100 ms. Bound: each within 2 %.`,
    header: ['t in s', 'window', 'formula', 'ratio'],
    rows: points.map(({ seconds, window, theory }) => [
      seconds,
      window,
      fixed(theory, 1),
      fixed(window / theory, 3),
    ]),
  };
}
