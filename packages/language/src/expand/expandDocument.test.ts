import { describe, expect, it } from 'vitest';
import type { LoadResult } from '../load/index.js';
import { loadText, problemsOf } from '../testing/index.js';

type Loaded = Extract<LoadResult, { ok: true }>;

function loaded(
  text: string,
  siblings: Readonly<Record<string, string>> = {},
  parameters: Readonly<Record<string, string>> = {},
): Loaded {
  const result = loadText(`schema: 1\nname: a\n${text}`, siblings, parameters);
  if (result.ok) return result;
  throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
}

const namesOf = ({ document }: Loaded) => document.nodes.map(({ name }) => name);

/** The apps of a scenario: who sends what to whom. */
function appsOf({ document }: Loaded): unknown[] {
  return document.events.map((event) => {
    const { name, kind } = event as { name?: string; kind: string };
    const { from, to } = event as { from?: unknown; to?: unknown };
    return [name, kind, from, to];
  });
}

const HOSTS = `nodes: { "h\${i}": { for: { i: 1..4 }, kind: host } }
links: [{ for: { i: 1..3 }, endpoints: ["h\${i}:b", "h\${i + 1}:a"] }]
`;

describe('a loop', () => {
  it('goes through ranges, lists and expressions, in nodes, links, segments, events and expectations', () => {
    const scenario = loaded(`parameters: { last: 3, sizes: [10, 20] }
nodes: { "n\${i}": { for: { i: 1..last }, kind: host }, "m\${i}": { for: { i: [7, 9] }, kind: host } }
segments: { "lan\${i}": { for: { i: 1..1 }, kind: switch, attach: "\${range(1, last).map(n, 'n' + string(n) + ':eth0')}" } }
links: [{ for: { a: ["m7"], i: "\${[1, 2]}" }, endpoints: ["\${a}:eth\${i}", "m9:eth\${i}"], delay: "\${i}ms" }]
events: [{ for: { s: "\${sizes}" }, at: 1s, name: "p\${s}", ping: { from: n1, to: n2, size: "\${s * 2}" } }]
expect: [{ for: { s: [10, 20] }, that: "app.p\${s}.lost == 0" }]
`);
    expect(namesOf(scenario)).toEqual(['n1', 'n2', 'n3', 'm7', 'm9']);
    const { links, segments, events, expectations } = scenario.document;
    expect(segments[0]?.ports.map(({ end }) => end.node)).toEqual(['n1', 'n2', 'n3']);
    expect(links.map(({ forward }) => forward.delayNs)).toEqual([1e6, 2e6]);
    expect(events.map((event) => 'sizeBytes' in event && event.sizeBytes)).toEqual([20, 40]);
    expect(expectations.map(({ expression }) => expression)).toEqual([
      'app.p10.lost == 0',
      'app.p20.lost == 0',
    ]);
  });

  it('has its last variable change first, and each may depend on those before', () => {
    const scenario = loaded(
      `nodes: { "n\${i}_\${j}": { for: { i: 1..2, j: "1..\${i}" }, kind: host } }`,
    );
    expect(namesOf(scenario)).toEqual(['n1_1', 'n2_1', 'n2_2']);
  });

  it('leaves entries out whose condition does not hold', () => {
    const scenario = loaded(
      `nodes: { "n\${i}": { for: { i: 1..4 }, if: "i != 2", kind: host }, z: { if: false, kind: host } }`,
    );
    expect(namesOf(scenario)).toEqual(['n1', 'n3', 'n4']);
  });

  it('goes through groups and patterns of nodes', () => {
    const scenario = loaded(`${HOSTS}groups: { ends: [h1, h4] }
events:
  - { for: { h: ends }, at: 1s, name: "p_\${h}", ping: { from: "\${h}", to: h2 } }
  - { for: { h: "*3" }, at: 1s, name: "q_\${h}", ping: { from: "\${h}", to: h2 } }
`);
    expect(appsOf(scenario).map((app) => (app as string[])[0])).toEqual(['p_h1', 'p_h4', 'q_h3']);
  });
});

describe('parameters', () => {
  const SCENARIO = `parameters: { rate: 10mbit, rtt: 40ms, bdp: "\${rate * rtt}", on: true, n: 2 }
nodes: { a: { kind: host }, b: { kind: host, ttl: "\${n * 32}" } }
links:
  - { endpoints: [a:eth0, b:eth0], rate: "\${rate}", delay: "\${rtt / 2}", queue: { kind: fifo, limit: "\${bdp}" } }
events: [{ at: 1s, ping: { from: a, to: b, df: "\${on}", interval: "\${n}ms" } }]
`;

  it('are values of their own kind, calculated with their units', () => {
    const { document } = loaded(SCENARIO);
    const [link] = document.links;
    expect(link?.forward).toMatchObject({
      rateBitsPerSecond: 10e6,
      delayNs: 20e6,
      queue: { limitBytes: 50_000 },
    });
    expect(document.nodes[1]?.ttl).toBe(64);
    expect(document.events[0]).toMatchObject({ df: true, intervalNs: 2e6 });
  });

  it('have other values from outside, and what depends on them follows', () => {
    const { document } = loaded(SCENARIO, {}, { rtt: '80ms', n: '1', on: 'false' });
    expect(document.links[0]?.forward).toMatchObject({
      delayNs: 40e6,
      queue: { limitBytes: 100_000 },
    });
    expect(document.nodes[1]?.ttl).toBe(32);
    expect(document.events[0]).toMatchObject({ df: false });
  });

  it('may be lists and mappings, also whole parts of a scenario', () => {
    const { document } = loaded(`parameters: { q: { kind: codel, target: 3ms }, names: [a, b] }
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ endpoints: ["\${names[0]}:eth0", "\${names[1]}:eth0"], queue: "\${q}" }]
`);
    expect(document.links[0]?.forward.queue).toMatchObject({ kind: 'codel', targetNs: 3e6 });
  });

  it('leave texts alone that only look like them', () => {
    const { document } = loaded(`description: "costs \${x} or $5"
nodes: { a: { kind: host } }
expect: [{ that: "'\${a}' != 'b'", because: "\${b}" }]
`);
    expect(document.description).toBe(`costs \${x} or $5`);
    expect(document.expectations[0]?.expression).toBe(`'\${a}' != 'b'`);
    const escaped = loaded(`parameters: { x: 1 }
description: "costs $\${x} and \${x}"
nodes: { a: { kind: host } }
`);
    expect(escaped.document.description).toBe(`costs \${x} and 1`);
  });
});

describe('a template', () => {
  it('is below what an entry says, the last one on top of the others', () => {
    const { document } = loaded(`templates:
  nodes: { quiet: { kind: host, ttl: 3 } }
  links: { slow: { rate: 1mbit, delay: 30ms }, long: { use: slow, delay: "\${d}ms" } }
  events: { often: { at: 1s, ping: { count: 9, interval: 1ms } } }
parameters: { d: 50 }
nodes: { a: { use: quiet }, b: { use: quiet, ttl: 9 } }
links:
  - { use: slow, endpoints: [a:eth0, b:eth0], rate: 2mbit }
  - { use: [long], endpoints: [a:eth1, b:eth1] }
events: [{ use: often, name: p, ping: { from: a, to: b, count: 4 } }]
`);
    expect(document.nodes.map(({ ttl }) => ttl)).toEqual([3, 9]);
    expect(
      document.links.map(({ forward }) => [forward.rateBitsPerSecond, forward.delayNs]),
    ).toEqual([
      [2e6, 30e6],
      [1e6, 50e6],
    ]);
    expect(document.events[0]).toMatchObject({ name: 'p', atNs: 1e9, count: 4, intervalNs: 1e6 });
  });
});

describe('files that are included', () => {
  const CORE = `schema: 1
name: core
parameters: { d: 5ms }
templates: { links: { fibre: { delay: "\${d}" } } }
nodes: { r1: { kind: router }, r2: { kind: router } }
links: [{ use: fibre, endpoints: [r1:eth0, r2:eth0] }]
seed: 5
`;

  it('come in front, each once, with parameters that the scenario may change', () => {
    const { document } = loaded(
      `include: [parts/all.yaml, parts/core.yaml]
parameters: { d: 7ms }
nodes: { h1: { kind: host } }
links: [{ use: fibre, endpoints: [h1:eth0, r1:eth1] }]
`,
      { 'parts/all.yaml': 'include: ./core.yaml\nstop: 9s\n', 'parts/core.yaml': CORE },
    );
    expect(document.nodes.map(({ name }) => name)).toEqual(['r1', 'r2', 'h1']);
    expect(document.links.map(({ forward }) => forward.delayNs)).toEqual([7e6, 7e6]);
    expect([document.name, document.seed, document.stopNs]).toEqual(['a', 5, 9e9]);
  });

  it('tell what is wrong at its place, and who includes them', () => {
    const text = 'schema: 1\nname: a\ninclude: core.yaml\n';
    expect(problemsOf(text, { 'core.yaml': CORE.replace('5ms', '5mss') })).toBe(
      "core.yaml:4:39: '5mss' has the unknown unit 'mss': a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms [parameter 'd': core.yaml:3:18] [template 'fibre': core.yaml:6:9] [included: x.yaml:3:10]",
    );
    const circle = { 'b.yaml': 'include: c.yaml\n', 'c.yaml': 'include: b.yaml\n' };
    expect(problemsOf('schema: 1\nname: a\ninclude: b.yaml\n', circle)).toContain(
      'c.yaml:1:10: files include one another in a circle: b.yaml → c.yaml → b.yaml [included: b.yaml:1:10] [included: x.yaml:3:10]',
    );
  });
});

describe('events of several nodes', () => {
  it('name them by groups and patterns: a ping as one app', () => {
    const scenario = loaded(`${HOSTS}groups: { left: [h1, h2], right: [h3, h4] }
events:
  - { at: 1s, name: p, ping: { from: left, to: ["h4", "right"] } }
  - { at: 1s, name: q, ping: { from: "h*", to: "*" } }
`);
    expect(appsOf(scenario)).toEqual([
      ['p', 'ping', ['h1', 'h2'], ['h4', 'h3']],
      ['q', 'ping', ['h1', 'h2', 'h3', 'h4'], ['h1', 'h2', 'h3', 'h4']],
    ]);
  });

  it('have an app for each pair', () => {
    const scenario = loaded(`${HOSTS}groups: { left: [h1, h2], right: [h3, h4] }
events:
  - { at: 1s, name: a, stagger: 10ms, udp: { from: left, to: "right:9" } }
  - { at: 1s, name: e, pairs: each, udp: { from: "h*", to: "left:9" } }
  - { at: 1s, name: o, udp: { from: h1, to: "h*:9" } }
`);
    expect(
      appsOf(scenario).map((app) => (app as unknown[]).filter((_, index) => index !== 1)),
    ).toEqual([
      ['a_1', 'h1', 'h3'],
      ['a_2', 'h1', 'h4'],
      ['a_3', 'h2', 'h3'],
      ['a_4', 'h2', 'h4'],
      ['e_1', 'h1', 'h2'],
      ['e_2', 'h2', 'h1'],
      ['e_3', 'h3', 'h1'],
      ['e_4', 'h4', 'h2'],
      ['o_1', 'h1', 'h2'],
      ['o_2', 'h1', 'h3'],
      ['o_3', 'h1', 'h4'],
    ]);
    const starts = scenario.document.events.slice(0, 4).map(({ atNs }) => atNs);
    expect(starts).toEqual([1e9, 1.01e9, 1.02e9, 1.03e9]);
  });

  it.each([3, 11, 12])('draw %i different pairs, the same ones each time', (count) => {
    const text = `${HOSTS}events: [{ at: 1s, pairs: { random-pairs: ${count} }, ping: { from: "*", to: "*" } }]`;
    const pairs = appsOf(loaded(text)).map((app) => JSON.stringify((app as unknown[]).slice(2)));
    expect(new Set(pairs).size).toBe(count);
    expect(pairs.every((pair) => !/(h\d).*\1/.test(pair))).toBe(true);
    expect(appsOf(loaded(text))).toEqual(appsOf(loaded(text)));
    const other = text.replace(`pairs: ${count} }`, `pairs: ${count}, seed: 2 }`);
    if (count < 12) expect(appsOf(loaded(other))).not.toEqual(appsOf(loaded(text)));
  });

  it('change each of them', () => {
    const { document } = loaded(`${HOSTS}events: [{ at: 1s, node: "h*", set: { up: false } }]`);
    expect(document.events).toHaveLength(4);
  });

  it('find nodes that are imported', () => {
    const gml =
      'graph [ node [ id 1 label "A1" ] node [ id 2 label "B" ] node [ id 3 label "A2" ] edge [ source 1 target 2 ] edge [ source 3 target 2 ] ]';
    const scenario = loaded(
      'import: { file: net.gml }\nevents: [{ at: 1s, name: p, ping: { from: "A*", to: B } }]\n',
      { 'net.gml': gml },
    );
    expect(appsOf(scenario)).toEqual([['p', 'ping', ['A1', 'A2'], ['B']]]);
  });
});
