import { outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

const SECONDS = 20;
const SHORT_MS = 20;
const LONG_MS = 80;
const CONTROLS = ['reno', 'cubic', 'bbr'] as const;

interface UnfairnessPoint {
  readonly control: string;
  /** Goodput of the flow with the short round trip by that of the other. */
  readonly ratio: number;
}

/** Two flows over one bottleneck, one with four times the round trip of the other. */
function unfairnessOf(control: string): UnfairnessPoint {
  const outcome = outcomeOf(`
defaults: { node: { tcp: { congestion: ${control}, min-rto: 200ms } }, link: { rate: 1gbit } }
nodes: { near: { kind: host }, far: { kind: host }, r: { kind: router }, sink: { kind: host } }
links:
  - { name: core, endpoints: ["r:eth0", "sink:eth0"], rate: 10mbit, delay: 5ms, queue: { kind: red, limit: 60p, min: 5p, max: 40p, probability: 5% } }
  - { endpoints: ["near:eth0", "r:eth1"], delay: ${SHORT_MS / 2 - 5}ms }
  - { endpoints: ["far:eth0", "r:eth2"], delay: ${LONG_MS / 2 - 5}ms }
events:
  - { at: 0s, name: near, tcp: { from: near, to: "sink:80", until: ${SECONDS}s } }
  - { at: 0s, name: far, tcp: { from: far, to: "sink:80", until: ${SECONDS}s } }
stop: ${SECONDS}s
`);
  const [near, far] = ['near', 'far'].map((name) => outcome.app('tcp', name).receivedBytes);
  return { control, ratio: (near ?? 0) / (far ?? 1) };
}

function unfairnessPoints(): readonly UnfairnessPoint[] {
  return CONTROLS.map(unfairnessOf);
}

export function rttUnfairness(): Section {
  return {
    title: 'Round trips that differ',
    text: `Two flows over 10 Mbit/s, whose round trips without a queue are ${SHORT_MS} and ${LONG_MS} ms, for ${SECONDS} s; RED drops at random, so that they do not lose at the same time. Under the square-root law goodput goes with the inverse of the round trip, the queue's share included, so that Reno's ratio is between 1 and 4. Where windows grow by time and not by round trips, as CUBIC's do beyond its Reno-friendly region, the ratio is smaller; BBR gives the longer round trip more. Bounds: Reno's between 1.5 and 4, CUBIC's not above it by more than a tenth, BBR's below 1.`,
    header: ['congestion control', 'goodput ratio'],
    rows: unfairnessPoints().map(({ control, ratio }) => [control, fixed(ratio, 2)]),
  };
}
