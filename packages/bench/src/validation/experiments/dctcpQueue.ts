import { column, outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

const THRESHOLDS = [10, 20, 40] as const;
const WARM_UP_MS = 200;
const END_MS = 600;

interface QueuePoint {
  /** K: packets from which on the queue marks. */
  readonly threshold: number;
  readonly mean: number;
  readonly largest: number;
  /** Share of the link's capacity for data. */
  readonly utilisation: number;
}

/** Two DCTCP flows over a queue that marks from K packets on. */
function queueAt(threshold: number): QueuePoint {
  const outcome = outcomeOf(`
defaults: { node: { tcp: { congestion: dctcp, min-rto: 10ms } }, link: { rate: 1gbit, delay: 50us } }
nodes: { a: { kind: host }, b: { kind: host }, r: { kind: router }, sink: { kind: host } }
links:
  - { endpoints: ["a:eth0", "r:eth1"] }
  - { endpoints: ["b:eth0", "r:eth2"] }
  - { name: core, endpoints: ["r:eth0", "sink:eth0"], rate: 200mbit, queue: { limit: 250p, ecn: { threshold: ${threshold}p } } }
events:
  - { at: 0s, name: f1, tcp: { from: a, to: "sink:80", until: ${END_MS}ms } }
  - { at: 0s, name: f2, tcp: { from: b, to: "sink:80", until: ${END_MS}ms } }
stop: ${END_MS}ms
outputs: { series: { every: 100us, of: [link.core.forward.queue.packets, link.core.forward.deliveredBytes] } }
`);
  const from = WARM_UP_MS * 10;
  const queue = column(outcome, 'link.core.forward.queue.packets').slice(from);
  const delivered = column(outcome, 'link.core.forward.deliveredBytes');
  const octets = (delivered.at(-1) ?? 0) - (delivered[from] ?? 0);
  return {
    threshold,
    mean: queue.reduce((sum, each) => sum + each, 0) / queue.length,
    largest: Math.max(...queue),
    utilisation: (octets * 8) / (200e6 * ((END_MS - WARM_UP_MS) / 1000)),
  };
}

function queuePoints(): readonly QueuePoint[] {
  return THRESHOLDS.map(queueAt);
}

export function dctcpQueue(): Section {
  return {
    title: "DCTCP's queue",
    text: `Alizadeh et al. (DCTCP, SIGCOMM 2010, 3.3): with N flows and marking from K packets on, the queue rises to about K + N, and stays near it. Two flows over 200 Mbit/s; samples each 100 µs, after the first ${WARM_UP_MS} ms. Bounds: the mean within 4 packets of K, never more than K + 6, a utilisation of 0.99.`,
    header: ['K', 'mean queue', 'largest', 'utilisation'],
    rows: queuePoints().map(({ threshold, mean, largest, utilisation }) => [
      threshold,
      fixed(mean, 1),
      largest,
      fixed(utilisation, 3),
    ]),
  };
}
