import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadResult } from '../load/index.js';
import { loadText, problemsOf } from '../testing/index.js';

type Loaded = Extract<LoadResult, { ok: true }>;

function loaded(text: string): Loaded {
  const result = loadText(`schema: 1\nname: a\n${text}`);
  if (result.ok) return result;
  throw new Error(result.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
}

/** A generated network: nodes, and links as pairs of them. */
function networkOf(kind: string, settings: string) {
  const { document, warnings } = loaded(`generate: { ${kind}: { ${settings} } }`);
  const links = document.links.map(({ endpoints }) => endpoints.map(({ node }) => node));
  return { nodes: document.nodes.map(({ name }) => name), links, warnings, document };
}

/** How many links end at each node, in order. */
function degreesOf({ nodes, links }: ReturnType<typeof networkOf>): number[] {
  const degrees = new Map(nodes.map((name) => [name, 0]));
  for (const end of links.flat()) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  return [...degrees.values()];
}

describe('a generated', () => {
  it.each([
    ['line', 'routers: 1', 1, 0],
    ['line', 'routers: 5', 5, 4],
    ['ring', 'routers: 3', 3, 3],
    ['ring', 'routers: 6', 6, 6],
    ['star', 'leaves: 7', 8, 7],
    ['full-mesh', 'routers: 5', 5, 10],
    ['grid', 'rows: 3, columns: 4', 12, 17],
    ['grid', 'rows: 1, columns: 1', 1, 0],
    ['torus', 'rows: 3, columns: 4', 12, 24],
    ['tree', 'depth: 3, fanout: 2', 15, 14],
    ['tree', 'depth: 2, fanout: 1', 3, 2],
    ['leaf-spine', 'spines: 4, leaves: 8', 12, 32],
    ['leaf-spine', 'spines: 4, leaves: 8, hosts: 4', 44, 64],
    ['fat-tree', 'k: 2', 7, 6],
    ['fat-tree', 'k: 4', 36, 48],
    ['fat-tree', 'k: 8', 208, 384],
    ['barabasi-albert', 'routers: 20, m: 3', 20, 51],
    ['erdos-renyi', 'routers: 10, links: 12', 10, 12],
    ['erdos-renyi', 'routers: 10, p: 100%', 10, 45],
    ['erdos-renyi', 'routers: 10, p: 0%', 10, 0],
    ['line', 'routers: 3, hosts: 2', 9, 8],
    ['star', 'leaves: 3, hosts: { count: 2 }', 10, 9],
    ['tree', 'depth: 1, fanout: 2, hosts: 1', 5, 4],
  ])('%s of %s has %i nodes and %i links', (kind, settings, nodes, links) => {
    const network = networkOf(kind, settings);
    expect([network.nodes.length, network.links.length]).toEqual([nodes, links]);
    expect(new Set(network.links.map((ends) => ends.toSorted().join(' '))).size).toBe(links);
  });

  it.each([
    ['line', 'routers: 3', ['r1', 'r2', 'r3'], ['r1 r2', 'r2 r3']],
    ['star', 'leaves: 2', ['hub', 'leaf1', 'leaf2'], ['hub leaf1', 'hub leaf2']],
    [
      'grid',
      'rows: 2, columns: 2',
      ['r1-1', 'r1-2', 'r2-1', 'r2-2'],
      ['r1-1 r1-2', 'r1-1 r2-1', 'r1-2 r2-2', 'r2-1 r2-2'],
    ],
    [
      'tree',
      'depth: 1, fanout: 2',
      ['level0-1', 'level1-1', 'level1-2'],
      ['level0-1 level1-1', 'level0-1 level1-2'],
    ],
    [
      'leaf-spine',
      'spines: 1, leaves: 1, hosts: 1',
      ['spine1', 'leaf1', 'leaf1-host1'],
      ['leaf1 spine1', 'leaf1-host1 leaf1'],
    ],
    [
      'fat-tree',
      'k: 2',
      [
        'core1',
        'pod1-agg1',
        'pod1-edge1',
        'pod2-agg1',
        'pod2-edge1',
        'pod1-edge1-host1',
        'pod2-edge1-host1',
      ],
      [
        'pod1-agg1 core1',
        'pod1-edge1 pod1-agg1',
        'pod2-agg1 core1',
        'pod2-edge1 pod2-agg1',
        'pod1-edge1-host1 pod1-edge1',
        'pod2-edge1-host1 pod2-edge1',
      ],
    ],
  ])('%s of %s has its names', (kind, settings, nodes, links) => {
    const network = networkOf(kind, settings);
    expect(network.nodes).toEqual(nodes);
    expect(network.links.map((ends) => ends.join(' '))).toEqual(links);
  });

  it.each([
    ['ring', 'routers: 9', 2],
    ['torus', 'rows: 4, columns: 5', 4],
    ['full-mesh', 'routers: 6', 5],
  ])('%s of %s has as many links at each router', (kind, settings, degree) => {
    expect(new Set(degreesOf(networkOf(kind, settings)))).toEqual(new Set([degree]));
  });

  it('fat-tree has switches of k ports, and each host a way to each other one over every core', () => {
    const network = networkOf('fat-tree', 'k: 4');
    const degrees = degreesOf(network);
    const [switches, hosts] = [degrees.slice(0, 20), degrees.slice(20)];
    expect(new Set(switches)).toEqual(new Set([4]));
    expect(new Set(hosts)).toEqual(new Set([1]));
    for (const core of ['core1', 'core2', 'core3', 'core4']) {
      const pods = network.links
        .filter((ends) => ends[1] === core)
        .map(([end = '']) => end.slice(0, 4));
      expect(pods).toEqual(['pod1', 'pod2', 'pod3', 'pod4']);
    }
  });
});

describe('a random network', () => {
  it.each([
    ['waxman', 'routers: 30, alpha: 0.5, beta: 0.3'],
    ['barabasi-albert', 'routers: 30, m: 2'],
    ['erdos-renyi', 'routers: 30, p: 10%'],
    ['erdos-renyi', 'routers: 30, links: 40'],
  ])('%s of %s is the same for a seed, and another for another one', (kind, settings) => {
    const linksOf = (seed: number) => networkOf(kind, `${settings}, seed: ${seed}`).links;
    expect(linksOf(1)).toEqual(linksOf(1));
    expect(linksOf(1)).not.toEqual(linksOf(2));
    expect(linksOf(1)).toEqual(networkOf(kind, settings).links);
  });

  // So that no change of the code or the machine makes other networks of the same seed.
  it('has the links that it had', () => {
    const text = (kind: string, settings: string) =>
      networkOf(kind, settings)
        .links.map((ends) => ends.join('-').replaceAll('r', ''))
        .join(' ');
    expect({
      waxman: text('waxman', 'routers: 10, alpha: 0.6, beta: 0.3'),
      barabasiAlbert: text('barabasi-albert', 'routers: 10, m: 2'),
      erdosRenyi: text('erdos-renyi', 'routers: 10, p: 25%'),
      withLinks: text('erdos-renyi', 'routers: 10, links: 10'),
    }).toMatchInlineSnapshot(`
      {
        "barabasiAlbert": "2-1 3-1 4-2 4-3 5-1 5-4 6-3 6-2 7-1 7-5 8-6 8-3 9-1 9-5 10-5 10-7",
        "erdosRenyi": "2-3 2-5 4-5 2-6 3-6 3-7 2-8 1-9 2-9 3-9 4-9 6-10 8-10",
        "waxman": "1-10 2-3 2-6 2-9 4-5 4-6 5-10",
        "withLinks": "1-6 2-7 3-8 4-8 3-9 6-9 7-9 1-10 2-10 6-10",
      }
    `);
  });

  it('erdos-renyi has as many links as its probability says, on the whole', () => {
    const counts = Array.from(
      { length: 20 },
      (_, seed) => networkOf('erdos-renyi', `routers: 60, p: 10%, seed: ${seed}`).links.length,
    );
    const mean = counts.reduce((sum, count) => sum + count) / counts.length;
    // 1,770 pairs: 177 links, of which the mean of 20 has a standard deviation of 2.8.
    expect(Math.abs(mean - 177)).toBeLessThan(12);
  });

  it('barabasi-albert prefers those that have many links', () => {
    const degrees = degreesOf(networkOf('barabasi-albert', 'routers: 400, m: 2')).sort(
      (a, b) => b - a,
    );
    expect(degrees[0]).toBeGreaterThan(25);
    expect(degrees.at(-1)).toBeGreaterThanOrEqual(1);
  });

  it('waxman has delays by distance, shorter links the more likely', () => {
    const { document } = networkOf('waxman', 'routers: 60, alpha: 0.8, beta: 0.1, diagonal: 20ms');
    const delays = document.links.map(({ forward }) => forward.delayNs);
    expect(Math.max(...delays)).toBeLessThanOrEqual(20e6);
    const mean = delays.reduce((sum, delay) => sum + delay) / delays.length;
    // Two places drawn at random are 0.52 of a side apart, 7.4 ms.
    expect(mean).toBeLessThan(5e6);
  });

  it('tells of parts that nothing links, and joins them if it shall', () => {
    const { warnings } = networkOf('erdos-renyi', 'routers: 20, links: 12');
    expect(warnings.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      expect.stringMatching(
        /^3: this erdos-renyi has \d+ parts that nothing links, the largest of \d+/,
      ),
    ]);
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 2, max: 40 }), (seed, count) => {
        const settings = `routers: ${count}, p: 3%, seed: ${seed}, connected: true`;
        const joined = networkOf('erdos-renyi', settings);
        expect(joined.warnings).toEqual([]);
        expect(joined.links.length).toBeGreaterThanOrEqual(count - 1);
      }),
      { numRuns: 20 },
    );
  });
});

describe('generate', () => {
  it('has links and nodes as it says', () => {
    const { document } =
      loaded(`templates: { links: { lossy: { loss: 1% } }, nodes: { old: { ttl: 30 } } }
generate:
  leaf-spine:
    { spines: 1, leaves: 2, hosts: { count: 1, link: { delay: 1us }, node: { ttl: 9 } },
      link: { rate: 10gbit, delay: 2us, use: lossy }, uplink: { rate: 40gbit }, node: { use: old } }
`);
    const settings = document.links.map(({ name, forward }) => [
      name,
      forward.rateBitsPerSecond,
      forward.delayNs,
      forward.loss !== undefined,
    ]);
    expect(settings).toEqual([
      ['leaf1_spine1', 40e9, 2000, true],
      ['leaf2_spine1', 40e9, 2000, true],
      ['leaf1-host1_leaf1', 10e9, 1000, true],
      ['leaf2-host1_leaf2', 10e9, 1000, true],
    ]);
    expect(document.nodes.map(({ kind, ttl }) => [kind, ttl])).toEqual([
      ['router', 30],
      ['router', 30],
      ['router', 30],
      ['host', 9],
      ['host', 9],
    ]);
  });

  it('takes what nodes say for its own nodes, by name, group or pattern', () => {
    const { document } = loaded(`generate: { leaf-spine: { spines: 2, leaves: 2 } }
nodes: { leaves: { ttl: 5 }, "spine*": { ttl: 6 }, spine2: { profile: netstack }, other: { kind: host } }
links: [{ endpoints: [other:eth0, leaf1:eth9] }]
`);
    expect(document.nodes.map(({ name, ttl, profile }) => [name, ttl, profile])).toEqual([
      ['spine1', 6, 'standard'],
      ['spine2', 6, 'netstack'],
      ['leaf1', 5, 'standard'],
      ['leaf2', 5, 'standard'],
      ['other', null, 'standard'],
    ]);
  });

  it('may be several networks, with what stands in front of names', () => {
    const { document } = loaded(`generate:
  - { ring: { routers: 3, prefix: a-, hosts: 1 } }
  - { ring: { routers: 3, prefix: b-, hosts: 1 }, line: { routers: 1 } }
events: [{ at: 1s, ping: { from: a-hosts, to: b-routers } }]
`);
    expect(document.nodes.map(({ name }) => name)).toContain('b-r3-host1');
    const [ping] = document.events;
    expect(ping).toMatchObject({
      from: ['a-r1-host1', 'a-r2-host1', 'a-r3-host1'],
      to: ['b-r1', 'b-r2', 'b-r3'],
    });
  });

  it('names the place of what cannot be, and what uses it', () => {
    const problem = (text: string) => problemsOf(`schema: 1\nname: a\n${text}`);
    expect(problem('generate: { fat-tree: { k: 5 } }')).toBe(
      'x.yaml:3:28: a fat tree needs an even k, not 5',
    );
    expect(problem('generate: { erdos-renyi: { routers: 5 } }')).toBe(
      "x.yaml:3:26: a random network needs one of 'p' and 'links'",
    );
    expect(problem('generate: [{ ring: { routers: 4 } }, { line: { routers: 2 } }]')).toContain(
      "x.yaml:3:46: a generated node is named 'r1' already: give one of the networks a prefix",
    );
    expect(problem('generate: { ring: { routers: 4, link: { rate: 10mbt } } }')).toContain(
      "x.yaml:3:47: '10mbt' has the unknown unit 'mbt'",
    );
    expect(problem('generate: { rign: { routers: 4 } }')).toBe(
      "x.yaml:3:13: unknown key 'rign' in generate; did you mean ring?",
    );
    expect(problem('generate: { tree: { depth: 20, fanout: 9 } }')).toBe(
      'x.yaml:3:28: this tree has more than 1000000 routers',
    );
    expect(
      problem('generate: { line: { routers: 3, hosts: 1 } }\nnodes: { "lef*": { ttl: 3 } }'),
    ).toBe("x.yaml:4:10: no generated node has a name like 'lef*'");
  });
});
