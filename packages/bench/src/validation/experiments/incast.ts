import { outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

const SENDERS = [4, 8, 16, 32] as const;
const TIMEOUTS = ['200ms', '10ms', '1ms'] as const;
const TOTAL_BYTES = 1_000_000;

interface IncastPoint {
  readonly senders: number;
  readonly minRto: string;
  /** All octets by the time until the last has come: bits a second. */
  readonly goodput: number;
}

/** So many senders, each with its share of 1 MB, to one receiver behind a small queue, all at once. */
function incastOf(senders: number, minRto: string): IncastPoint {
  const names = Array.from({ length: senders }, (_, index) => `s${index + 1}`);
  const octets = Math.round(TOTAL_BYTES / senders);
  const outcome = outcomeOf(`
defaults: { node: { tcp: { congestion: reno, min-rto: ${minRto}, delayed-ack: 1ms } }, link: { rate: 1gbit, delay: 25us } }
nodes:
  r: { kind: router }
  sink: { kind: host }
${names.map((name) => `  ${name}: { kind: host }`).join('\n')}
links:
  - { name: core, endpoints: ["r:eth0", "sink:eth0"], queue: 40p }
${names.map((name, index) => `  - { endpoints: ["${name}:eth0", "r:eth${index + 1}"] }`).join('\n')}
events:
${names.map((name) => `  - { at: 0s, name: ${name}, tcp: { from: ${name}, to: "sink:80", octets: ${octets}b } }`).join('\n')}
stop: 10s
`);
  const lastNs = Math.max(...names.map((name) => outcome.app('tcp', name).completionNs ?? 10e9));
  return { senders, minRto, goodput: (octets * senders * 8e9) / lastNs };
}

function incastPoints(): readonly IncastPoint[] {
  return TIMEOUTS.flatMap((minRto) => SENDERS.map((senders) => incastOf(senders, minRto)));
}

export function incast(): Section {
  const points = incastPoints();
  return {
    title: 'Incast',
    text: 'Phanishayee et al. (Measurement and analysis of TCP throughput collapse, FAST 2008) and Vasudevan et al. (Safe and effective fine-grained TCP retransmissions, SIGCOMM 2009): where many senders answer at once through a small queue, whole windows are lost, and the link is idle until time-outs; a lower least time-out gives most of it back. N senders share 1 MB, over 1 Gbit/s and a queue of 40 packets: goodput in Mbit/s until the last octet has come, by the least RTO. Bounds: with 4 and 8 senders above 900; with more of them, below 60 at 200 ms, above 400 at 10 ms, above 800 at 1 ms.',
    header: ['least RTO', ...SENDERS.map((senders) => `N = ${senders}`)],
    rows: TIMEOUTS.map((minRto) => [
      minRto,
      ...points
        .filter((point) => point.minRto === minRto)
        .map(({ goodput }) => fixed(goodput / 1e6, 0)),
    ]),
  };
}
