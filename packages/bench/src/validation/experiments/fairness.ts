import { outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

const COUNTS = [2, 4, 8] as const;
const CONTROLS = ['reno', 'cubic', 'dctcp', 'bbr'] as const;
const RATE_MBIT = 10;

interface FairnessPoint {
  readonly flows: number;
  readonly control: string;
  /** Jain's index of the octets that each flow carried; 1 is even. */
  readonly index: number;
  /** Share of the bottleneck that they filled together. */
  readonly utilisation: number;
}

/** Flows of one congestion control over one bottleneck, and a round trip of about 20 ms. */
function fairnessOf(flows: number, control: string): FairnessPoint {
  const seconds = 5;
  const names = Array.from({ length: flows }, (_, index) => `f${index + 1}`);
  const queue = control === 'dctcp' ? '{ limit: 100p, ecn: { threshold: 20p } }' : '40p';
  const outcome = outcomeOf(`
defaults: { node: { tcp: { congestion: ${control}, min-rto: 200ms } }, link: { rate: 1gbit, delay: 1ms } }
nodes:
  r: { kind: router }
  sink: { kind: host }
${names.map((name) => `  ${name}: { kind: host }`).join('\n')}
links:
  - { name: core, endpoints: ["r:eth0", "sink:eth0"], rate: ${RATE_MBIT}mbit, delay: 9ms, queue: ${queue} }
${names.map((name, index) => `  - { endpoints: ["${name}:eth0", "r:eth${index + 1}"] }`).join('\n')}
events:
${names.map((name, index) => `  - { at: ${index * 37}ms, name: ${name}, tcp: { from: ${name}, to: "sink:80", until: ${seconds}s } }`).join('\n')}
stop: ${seconds}s
`);
  const shares = names.map((name) => outcome.app('tcp', name).receivedBytes);
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  const utilisation = (sum * 8) / (RATE_MBIT * 1e6 * seconds * (1448 / 1500));
  return { flows, control, index: (sum * sum) / (flows * squares), utilisation };
}

function fairnessPoints(): readonly FairnessPoint[] {
  return CONTROLS.flatMap((control) => COUNTS.map((flows) => fairnessOf(flows, control)));
}

export function fairness(): Section {
  return {
    title: 'Fairness',
    text: `N flows of one congestion control share ${RATE_MBIT} Mbit/s with a round trip of 20 ms and a queue of 40 packets (DCTCP: one that marks from 20 on). Jain's index of the octets that they carried in 5 s, slow start included: 1 is even, 1/N is one flow alone; and the share of the bottleneck's capacity for data that all carried together. BBR's flows come together by their rounds of ProbeRTT, 10 s apart. Bounds: an index of 0.85, of BBR 0.5; a utilisation of 0.97.`,
    header: ['congestion control', 'N', "Jain's index", 'utilisation'],
    rows: fairnessPoints().map(({ flows, control, index, utilisation }) => [
      control,
      flows,
      fixed(index, 3),
      fixed(utilisation, 3),
    ]),
  };
}
