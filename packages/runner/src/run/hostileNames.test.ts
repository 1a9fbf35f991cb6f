import { loadScenario } from '@packetloom/language';
import { describe, expect, it } from 'vitest';
import { scenario } from '../../test/scenario.js';
import { jsonReport, reportBody, reportHead } from '../report/index.js';
import { styleFor } from '../text/style.js';
import { runScenario } from './runScenario.js';

const NAMES = [
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'isPrototypeOf',
  'prototype',
  'size',
  'all',
  'in',
  'true',
  'null',
  'length',
  'my-name',
];

const STYLE = styleFor({}, {});

describe('names that JavaScript or CEL have a meaning for', () => {
  it.each(NAMES)('are names like any other: %s', (name) => {
    const other = name === 'peer' ? 'other' : 'peer';
    const text = `
nodes: { "${name}": { kind: host }, ${other}: { kind: host } }
links: [{ name: "${name}", endpoints: ["${name}:${name}", "${other}:eth0"] }]
segments: { lan: { kind: switch, attach: ["${name}:lan", "${other}:lan"] } }
events:
  - { at: 0s, name: "${name}", multicast: { from: ${other}, group: 239.1.1.1, port: 9, receivers: [{ node: "${name}" }], count: 2 } }
  - { at: 0s, name: second, ping: { from: "${name}", to: ${other}, count: 2 } }
  - { at: 1s, link: "${name}", set: { loss: 1% } }
  - { at: 3s, node: "${name}", set: { up: false } }
expect:
  - { that: 'node["${name}"].up && !node["${name}"].drops.exists(r, r == "x")', at: 2s }
  - { never: 'link["${name}"].forward.drops["link-down"] > 100' }
  - { eventually: 'app["${name}"].sent == 2' }
  - { that: '"${name}" in app && "${name}" in node && "${name}" in link && !("valueOfX" in app)' }
  - { that: 'app["${name}"].receivers["${name}"].received >= 0 && node.all(n, node[n].ip.packetsSent >= 0)' }
  - { that: 'segment.lan.ports["${name}:lan"].forward.sent >= 0' }
  - { that: 'app.all(a, app[a].sent == 2) && link.exists_one(l, l == "${name}")' }
  - { that: 'node["${name}"].ip.packetsSent == 12345' }
outputs:
  events: { nodes: ["${name}"] }
  pcapng: ["${name}:${name}"]
  series: { every: 1s, of: ['app["${name}"].sent', 'link["${name}"].forward.throughput'] }
`;
    const loaded = scenario(text);
    let series = '';
    const sinks = {
      events: { write: () => {} },
      capture: { write: () => {} },
      series: {
        write: (chunk: Uint8Array) => {
          series += new TextDecoder().decode(chunk);
        },
      },
    };
    const result = runScenario(loaded, { ...sinks, timeline: true });
    const outcomes = result.expectations.map(({ passed, error }) => ({ passed, error }));
    const held = { passed: true, error: null };
    expect(outcomes).toEqual([
      held,
      held,
      held,
      held,
      held,
      held,
      held,
      { passed: false, error: null },
    ]);
    const run = { file: 'x', result, artifacts: {} };
    const text80 =
      reportHead({ ...loaded, seed: 1 }, STYLE) + reportBody({ ...loaded, seed: 1 }, run, STYLE);
    expect(text80).toContain(name);
    expect(JSON.parse(jsonReport([run])).scenarios).toHaveLength(1);
    expect(series.split('\n')[0]).toContain(name);
  });

  it('are unknown like any other where nothing is called so', () => {
    const wrong = NAMES.filter((name) => name !== 'prototype').map((name) => {
      const bytes = new TextEncoder().encode(`schema: 1
name: x
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "b:eth0"] }]
events:
  - { at: 1s, ping: { from: a, to: ${name === 'true' || name === 'null' ? `"${name}"` : name} } }
  - { at: 1s, node: "${name}", set: { up: false } }
expect: [{ that: 'node["${name}"].up' }]
outputs: { series: { every: 1s, of: ['link["${name}"].forward.sent'] } }
`);
      const readSibling = () => ({ message: 'none' });
      const loaded = loadScenario({ file: 'x', bytes, readSibling });
      return loaded.ok ? name : loaded.problems.map(({ message }) => message);
    });
    for (const messages of wrong) {
      expect(messages).toHaveLength(4);
    }
  });
});
