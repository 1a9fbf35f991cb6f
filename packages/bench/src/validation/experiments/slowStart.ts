import { column, outcomeOf } from '../outcome.js';
import type { Section } from '../section.js';

const ROUNDS = 5;
const INITIAL_WINDOW = 10;

/** Data segments that leave in each round trip from the start on; without losses, ACKs or limits in their way. */
function segmentsByRound(): readonly number[] {
  // A round trip is 100 ms; the handshake is the first.
  const outcome = outcomeOf(`
nodes: { a: { kind: host, tcp: { congestion: reno, send-buffer: 16mib } }, b: { kind: host, tcp: { receive-buffer: 16mib } } }
links: [{ name: wire, endpoints: ["a:eth0", "b:eth0"], rate: unlimited, delay: 50ms, queue: 10000p }]
events: [{ at: 0s, name: f, tcp: { from: a, to: "b:80", until: 650ms } }]
stop: 700ms
outputs: { series: { every: 50ms, of: [link.wire.forward.sent] } }
`);
  const sent = column(outcome, 'link.wire.forward.sent');
  // Rows are in the middle of rounds: what left at 100 ms is in the row of 150 ms. SYN and ACK count 2.
  return Array.from({ length: ROUNDS }, (_, round) => {
    const before = round === 0 ? 2 : (sent[2 * round + 1] ?? 0);
    return (sent[2 * round + 3] ?? 0) - before;
  });
}

export function slowStart(): Section {
  return {
    title: 'Slow start',
    text: 'RFC 6928 begins with ten segments, and slow start doubles the window each round trip (RFC 5681 3.1; an ACK of two segments counts for two, RFC 3465). Reno over a link without a rate and a round trip of 100 ms: data segments that leave in each round trip. The test wants these very numbers.',
    header: ['round trip', 'segments', 'theory'],
    rows: segmentsByRound().map((count, round) => [round + 1, count, INITIAL_WINDOW * 2 ** round]),
  };
}
