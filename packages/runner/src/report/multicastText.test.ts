import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import { jsonReport } from './jsonReport.js';
import { appLines } from './outcomeSections.js';

const result = outcomeOf(`
nodes: { s: { kind: host }, r: { kind: router }, a: { kind: host }, b: { kind: host } }
links:
  - { endpoints: ["s:eth0", "r:eth0"], rate: unlimited }
  - { endpoints: ["r:eth1", "a:eth0"], rate: unlimited }
  - { name: late, endpoints: ["r:eth2", "b:eth0"], rate: unlimited }
events:
  - at: 1s
    name: tv
    multicast:
      from: s
      group: 239.1.1.1
      port: 5004
      receivers: [{ node: a, join: 0s, leave: 1.5s }, b]
      count: 10
      interval: 100ms
  - { at: 1.25s, link: late, set: { up: false } }`);

describe('a report on a multicast stream', () => {
  it('has a line for the stream and one for each receiver', () => {
    expect(appLines(result, String)).toMatchInlineSnapshot(`
      [
        "tv  multicast  10 sent to 2 receivers, 8 of 15 received, 7 lost",
        "  a  5 of 5 received, 0 lost, delay mean 2ms, first after 1.002s, left at 1.5s",
        "  b  3 of 10 received, 7 lost, delay mean 2ms, first after 2ms",
      ]
    `);
  });

  it('has the same for programs', () => {
    const [scenario] = JSON.parse(
      jsonReport([{ file: 'x.yaml', result, artifacts: {} }]),
    ).scenarios;
    expect(scenario.apps).toMatchObject([
      {
        name: 'tv',
        kind: 'multicast',
        sent: 10,
        received: 8,
        expected: 15,
        lost: 7,
        failures: [],
        receivers: {
          a: { received: 5, expected: 5, lost: 0, joinedNs: 0, leftNs: 1.5e9 },
          b: { received: 3, expected: 10, lost: 7, leftNs: null, delay: { maxNs: 2e6 } },
        },
      },
    ]);
  });
});
