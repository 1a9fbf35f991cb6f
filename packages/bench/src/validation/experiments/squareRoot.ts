import { column, outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

/** A packet of so many is lost. */
const PERIODS = [100, 316, 1000, 3162, 10_000] as const;
const RTT_MS = 20;
const CYCLES = 5;
/** √(3/2): one increase of the window a round trip, whatever ACKs are delayed (RFC 3465). */
const CONSTANT = Math.sqrt(1.5);

interface LawPoint {
  /** Share of packets that are lost. */
  readonly p: number;
  /** Mean window by goodput, in segments: segments a round trip. */
  readonly window: number;
  readonly theory: number;
}

/** The mean window of Reno where every so many-th packet is lost. */
function windowAt(period: number): LawPoint {
  const peak = Math.sqrt((8 / 3) * period);
  const cycleMs = (peak / 2) * RTT_MS;
  // The first loss ends slow start near the peak.
  const numbers = Array.from(
    { length: CYCLES + 3 },
    (_, index) => Math.round(peak) + index * period,
  );
  const endMs = Math.round((CYCLES + 1) * cycleMs);
  const outcome = outcomeOf(`
nodes: { a: { kind: host, tcp: { congestion: reno, min-rto: 200ms, send-buffer: 16mib } }, b: { kind: host, tcp: { receive-buffer: 16mib } } }
links:
  - name: wire
    endpoints: ["a:eth0", "b:eth0"]
    rate: unlimited
    delay: ${RTT_MS / 2}ms
    queue: 10000p
    loss: { packets: [${numbers.join(', ')}] }
    reverse: { loss: 0% }
events: [{ at: 0s, name: f, tcp: { from: a, to: "b:80", until: ${endMs}ms } }]
stop: ${endMs}ms
outputs: { series: { every: ${RTT_MS}ms, of: [app.f.receivedBytes, app.f.retransmissions] } }
`);
  const received = column(outcome, 'app.f.receivedBytes');
  const lost = column(outcome, 'app.f.retransmissions');
  // From the second loss to the last: whole cycles.
  const first = lost.findIndex((count) => count >= 2);
  const last = lost.lastIndexOf(Math.max(...lost) - 1);
  const octets = (received[last] ?? 0) - (received[first] ?? 0);
  return {
    p: 1 / period,
    window: octets / 1448 / (last - first),
    theory: CONSTANT * Math.sqrt(period),
  };
}

function lawPoints(): readonly LawPoint[] {
  return PERIODS.map(windowAt);
}

/** Slope of the window over the loss, both logarithmic. */
function slopeOf(points: readonly LawPoint[]): number {
  const xs = points.map(({ p }) => Math.log(p));
  const ys = points.map(({ window }) => Math.log(window));
  const mean = (values: readonly number[]) =>
    values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const products = xs.map((each, index) => (each - x) * ((ys[index] ?? 0) - y));
  const squares = xs.map((each) => (each - x) ** 2);
  return mean(products) / mean(squares);
}

export function squareRoot(): Section {
  const points = lawPoints();
  return {
    title: 'The square-root law',
    text: `Mathis et al. (The macroscopic behavior of the TCP congestion avoidance algorithm, CCR 1997): where a share p of packets is lost, the mean window of Reno is √(3/2) / √p segments. One packet in so many is lost, regularly, as their derivation has it, over two decades of p; the round trip is ${RTT_MS} ms, and the window is goodput by segments and round trips. The last row is the slope of its logarithm over that of p. Recovery takes a round trip or two in which the window does not grow: what a small window loses most of. Bounds: each within 20 %, from 32 segments on within 3 %, the slope within 0.05.`,
    header: ['p', 'window', 'theory', 'ratio'],
    rows: [
      ...points.map(({ p, window, theory }) => [
        fixed(p, 5),
        fixed(window, 1),
        fixed(theory, 1),
        fixed(window / theory, 3),
      ]),
      ['slope', fixed(slopeOf(points), 3), '-0.500', ''],
    ],
  };
}
