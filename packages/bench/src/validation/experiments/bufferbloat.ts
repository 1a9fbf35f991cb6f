import { outcomeOf } from '../outcome.js';
import { fixed, type Section } from '../section.js';

const QUEUES = [
  ['FIFO of 500 packets', '500p'],
  ['CoDel', '{ kind: codel, limit: 500p }'],
  ['FQ-CoDel', '{ kind: fq-codel, limit: 500p }'],
] as const;
const SECONDS = 8;

interface BloatPoint {
  readonly queue: string;
  /** Of pings beside the flow, in milliseconds. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Bits a second. */
  readonly goodput: number;
}

/** A CUBIC flow that fills 10 Mbit/s, and pings beside it. */
function bloatOf(name: string, queue: string): BloatPoint {
  const outcome = outcomeOf(`
nodes: { a: { kind: host, tcp: { min-rto: 200ms } }, r: { kind: router }, b: { kind: host } }
links:
  - { endpoints: ["a:eth0", "r:eth0"], rate: 1gbit, delay: 1ms }
  - { name: line, endpoints: ["r:eth1", "b:eth0"], rate: 10mbit, delay: 9ms, queue: ${queue} }
events:
  - { at: 0s, name: f, tcp: { from: a, to: "b:80", until: ${SECONDS}s } }
  - { at: 2s, name: p, ping: { from: a, to: b, count: 290, interval: 20ms } }
stop: ${SECONDS + 2}s
`);
  const { rtt } = outcome.app('ping', 'p');
  const { receivedBytes, receivingNs } = outcome.app('tcp', 'f');
  const MS = 1e6;
  return {
    queue: name,
    p50Ms: (rtt?.p50 ?? 0) / MS,
    p95Ms: (rtt?.p95 ?? 0) / MS,
    goodput: (receivedBytes * 8e9) / (receivingNs ?? 1),
  };
}

function bloatPoints(): readonly BloatPoint[] {
  return QUEUES.map(([name, queue]) => bloatOf(name, queue));
}

export function bufferbloat(): Section {
  return {
    title: 'Bufferbloat',
    text: 'A CUBIC flow fills 10 Mbit/s with a round trip of 20 ms, behind three queues; pings beside it wait in the queue that it makes. 500 packets of 1,500 octets are 600 ms. CoDel (RFC 8289) keeps the delay near its target of 5 ms; FQ-CoDel (RFC 8290) takes pings past the flow. Bounds: a median above 200 ms, below 30 ms, and below 22 ms; goodput of at least 9 Mbit/s.',
    header: ['queue', 'ping p50 in ms', 'ping p95 in ms', 'goodput in Mbit/s'],
    rows: bloatPoints().map(({ queue, p50Ms, p95Ms, goodput }) => [
      queue,
      fixed(p50Ms, 1),
      fixed(p95Ms, 1),
      fixed(goodput / 1e6, 2),
    ]),
  };
}
