import { expect, it } from 'vitest';
import { outcomeOf } from '../../test/scenario.js';
import { jsonReport } from '../report/jsonReport.js';

const TEXT = `
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 1ms, rate: 10mbit }]
stop: 4s
events:
  - at: 1s
    name: load
    flows:
      from: h1
      to: h2
      sizes: { exponential: 5kb }
      poisson: { load: 40%, link: wire }
      until: 3s
      classes: [{ name: mice, to: 5kb }, { name: elephants }]
outputs: { series: { every: 1s, of: [app.load.received, app.load.completionTime.p50, app.load.classes.mice.slowdown.p99] } }
expect:
  - { that: "!app.load.begun && app.load.sent == 0", at: 500ms }
  - that: app.load.sent > 100 && app.load.received == app.load.sent && app.load.finished
  - that: app.load.classes.mice.received + app.load.classes.elephants.received == app.load.received
  - that: app.load.slowdown.min >= 1.0 && app.load.classes.mice.slowdown.p50 < 10.0
  - that: app.load.completionTime.min > duration('3ms') && app.load.classes.mice.completionTime.p99 < duration('1s')
  - that: app.load.classes.all(c, app.load.classes[c].lost == 0)
  - that: "double(app.load.sentBytes) * 8.0 / 2.0 > 3000000.0 && double(app.load.sentBytes) * 8.0 / 2.0 < 5000000.0"
    because: 40% of 10 Mbit/s
  - that: node.h1.tcp.activeOpens == app.load.sent && app.load.failures.size() == 0
`;

it('flows are seen by expectations, series and --json, by class of size', () => {
  const rows: string[] = [];
  const outcome = outcomeOf(TEXT, {
    series: { write: (octets) => rows.push(new TextDecoder().decode(octets)) },
  });
  expect(
    outcome.expectations
      .filter(({ passed }) => !passed)
      .map(({ that, actual }) => `${that}: ${actual}`),
  ).toEqual([]);
  const [first, ...others] = rows.join('').trim().split('\n');
  expect(first).toContain('app.load.classes.mice.slowdown.p99');
  expect(others).toHaveLength(5);
  expect(Number(others.at(-1)?.split(',')[1])).toBeGreaterThan(100);
  const [scenario] = JSON.parse(
    jsonReport([{ file: 'a.yaml', result: outcome, artifacts: {} }]),
  ).scenarios;
  const [{ classes, slowdown }] = scenario.apps;
  expect(Object.keys(classes)).toEqual(['mice', 'elephants']);
  expect(classes.mice.slowdown.count + classes.elephants.slowdown.count).toBe(slowdown.count);
  expect(outcome.accounting.unaccounted).toBe(0);
});
