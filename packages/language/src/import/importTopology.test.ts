import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readGmlTopology } from './gmlTopology.js';
import { type ImportOptions, importTopology } from './importTopology.js';
import { nodeName } from './nodeName.js';
import type { Topology } from './topology.js';

const GEO: ImportOptions = {
  delay: 'geo',
  missingDelayNs: 7_000_000,
  missingRateBitsPerSecond: 1_000_000_000,
};

function topologyOf(text: string): Topology {
  const result = readGmlTopology(text);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.topology;
}

const UNTIDY = `graph [
  edge [ source 2 target 1 LinkSpeedRaw 2500000000.0 ]
  node [ id 1 label "S&#227;o Paulo, BR" Latitude -23.5475 Longitude -46.63611 ]
  node [ id 2 label "None" ]
  node [ id 7 label "None" Latitude 91 Longitude 0 ]
  node [ id 8 label "4th &quot;Street&quot;" ]
  edge [ source 1 target 2 LinkSpeedRaw "fast" ]
  edge [ source 7 target 7 ]
  edge [ source 7 target 1 ]
]`;

describe('importing GML', () => {
  it('takes a network as it is', () => {
    const { nodes, links } = importTopology(topologyOf(UNTIDY), GEO);
    expect(nodes).toEqual(['Sao_Paulo_BR', 'None', 'None_2', 'n4th_Street']);
    expect(
      links.map(({ name, endpoints: [a, b], delayNs, rateBitsPerSecond }) =>
        [name, `${a.node}:${a.nic}`, `${b.node}:${b.nic}`, delayNs, rateBitsPerSecond].join(' '),
      ),
    ).toEqual([
      'None_Sao_Paulo_BR None:eth0 Sao_Paulo_BR:eth0 7000000 2500000000',
      'Sao_Paulo_BR_None Sao_Paulo_BR:eth1 None:eth1 7000000 1000000000',
      'None_2_Sao_Paulo_BR None_2:eth0 Sao_Paulo_BR:eth2 7000000 1000000000',
    ]);
  });

  it('warns of what it leaves out', () => {
    expect(topologyOf(UNTIDY).warnings).toEqual([
      {
        line: 5,
        column: 3,
        message: "coordinates that no place has are left out: 'None' (91, 0)",
      },
      {
        line: 7,
        column: 3,
        message:
          "LinkSpeedRaw that is no number of bits a second is left out: 'São Paulo, BR' – 'None'",
      },
      { line: 8, column: 3, message: "edges from a node to itself are left out: 'None'" },
    ]);
  });

  it('warns of what it does that the file does not say', () => {
    const text = `graph [
  node [ id 1 label "東京" ] node [ id 2 label "a" ] node [ id 3 label "a" ] node [ id 4 ]
  node [ id 5 label "a!" Latitude 1 Longitude 1 ] node [ id 6 label "alone" ]
  edge [ source 1 target 2 weight 7 delay 25 ]
  edge [ source 2 target 1 weight 0.5 delay "25ms" ]
  edge [ source 2 target 3 bandwidth 100 ]
  edge [ source 4 target 5 cost 3 ]
]`;
    const messages = (options: Partial<ImportOptions>) =>
      importTopology(topologyOf(text), { ...GEO, ...options }).warnings.map(
        ({ line, message }) => `${line}: ${message}`,
      );
    expect(messages({})).toEqual([
      "6: 'bandwidth' of edges is not used ('LinkSpeedRaw', in bits a second, is): 'a' – 'a'",
      "7: 'cost' of edges is not used ('weight' is): 'node 4' – 'a!'",
      "2: labels of other scripts are written in Latin letters: '東京' is DongJing",
      "2: nodes whose name another one has already get a number behind it: 'a' is a_2, 'a!' is a_3",
      '2: nodes without a label are called after their id: node_4',
      `4: the 'delay' of edges is not used, as it has no unit: write such as "25ms": DongJing_a`,
      "4: the 'weight' of edges counts with routing: { by: weight } alone: DongJing_a, a_DongJing",
      '5: links beside another one of the same nodes are links of their own: a_DongJing',
      "5: the 'delay' of edges is not used, as the import says delay: a_DongJing",
      '2: nodes without coordinates, at whose links the delay is 7ms (missingDelay of the import): DongJing, a, a_2, node_4',
      '2: the network is in 3 parts, with no link between them; these nodes are not in the largest one: node_4, a_3, alone',
    ]);
    expect(messages({ usesWeights: true })).toContain(
      '5: weights that are no whole numbers from 1 to 65535 are left out: 0.5 of a_DongJing',
    );
    const { delay: _, ...given } = GEO;
    const { links } = importTopology(topologyOf(text), { ...given, usesWeights: true });
    expect(links.map(({ delayNs, weight }) => [delayNs, weight])).toEqual([
      [7_000_000, 7],
      [25_000_000, null],
      [7_000_000, null],
      [7_000_000, null],
    ]);
  });

  it('shows the first names of many, and how many more there are', () => {
    const nodes = Array.from({ length: 15 }, (_, id) => `node [ id ${id} label "x" ]`);
    const { warnings } = importTopology(topologyOf(`graph [ ${nodes.join(' ')} ]`), GEO);
    expect(warnings[0]?.message).toMatch(/: 'x' is x_2, .*'x' is x_13 and 2 more$/);
  });

  it('numbers parallel links', () => {
    const text = `graph [ node [ id 0 label "a" ] node [ id 1 label "b" ]
      edge [ source 0 target 1 ] edge [ source 0 target 1 ] ]`;
    expect(importTopology(topologyOf(text), GEO).links.map(({ name }) => name)).toEqual([
      'a_b',
      'a_b_2',
    ]);
  });

  it('gives all links one delay and one rate where asked to', () => {
    const options = { ...GEO, delay: 5, rateBitsPerSecond: null };
    const { links } = importTopology(topologyOf(UNTIDY), options);
    expect(links.every((link) => link.delayNs === 5 && link.rateBitsPerSecond === null)).toBe(true);
  });

  it('tells all that is wrong with the graph', () => {
    const text = `graph [
  node [ label "no id" ]
  node [ id 1 ]
  node [ id 1 ]
  node 5
  edge [ source 1 target 9 ]
  edge [ target 1 ]
]`;
    const result = readGmlTopology(text);
    expect('problems' in result && result.problems).toEqual([
      { line: 2, column: 3, message: "this node has no 'id'" },
      { line: 4, column: 3, message: 'a second node has the id 1' },
      { line: 5, column: 3, message: "a node is a list: 'node [ … ]'" },
      { line: 6, column: 3, message: 'no node has the id 9, the target of this edge' },
      { line: 7, column: 3, message: "this edge has no 'source'" },
    ]);
  });

  it.each([
    ['', "no 'graph [ … ]' in the file"],
    ['graph 1', "no 'graph [ … ]' in the file"],
    ['graph [ ]', 'the graph has no nodes'],
  ])('needs a graph with nodes: %j', (text, message) => {
    expect(readGmlTopology(text)).toEqual({ problems: [{ line: 1, column: 1, message }] });
  });

  it('reads Abilene with the delays of its geography', () => {
    const file = new URL('../../../scenarios/gallery/topologies/Abilene.gml', import.meta.url);
    const { nodes, links } = importTopology(topologyOf(readFileSync(file, 'utf8')), GEO);
    expect(nodes).toHaveLength(11);
    expect(links.map(({ name, delayNs }) => `${name} ${delayNs}`)).toMatchInlineSnapshot(`
      [
        "New_York_Chicago 5733160",
        "New_York_Washington_DC 1643593",
        "Chicago_Indianapolis 1317537",
        "Washington_DC_Atlanta 4362656",
        "Seattle_Sunnyvale 5696952",
        "Seattle_Denver 8211272",
        "Sunnyvale_Los_Angeles 2517527",
        "Sunnyvale_Denver 7523183",
        "Los_Angeles_Houston 11041452",
        "Denver_Kansas_City 4462117",
        "Kansas_City_Houston 5213349",
        "Kansas_City_Indianapolis 3655769",
        "Houston_Atlanta 5641703",
        "Atlanta_Indianapolis 3440402",
      ]
    `);
  });
});

describe('nodeName', () => {
  it.each([
    ['New York', 'New_York'],
    ['  Zürich (CH) ', 'Zurich_CH'],
    ['東京', 'DongJing'],
    ['Αθήνα', 'Athina'],
    ['Москва́ 2', 'Moskva_2'],
    ['Tromsø/Weiß', 'Tromso_Weiss'],
    ['‽', 'node'],
    ['', 'node'],
    ['42', 'n42'],
    ['_x', 'x'],
    ['a'.repeat(100), 'a'.repeat(55)],
  ])('names %j %s', (label, name) => {
    expect(nodeName(label, new Set())).toBe(name);
  });

  it('gives every node a name of its own', () => {
    const taken = new Set(['a_2']);
    expect(['a', 'a', 'a'].map((label) => nodeName(label, taken))).toEqual(['a', 'a_3', 'a_4']);
  });
});
