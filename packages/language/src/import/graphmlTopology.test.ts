import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { importTopology } from './importTopology.js';
import { readTopology } from './readTopology.js';

const OPTIONS = {
  delay: 'geo',
  missingDelayNs: 7_000_000,
  missingRateBitsPerSecond: 1_000_000_000,
} as const;

function networkOf(text: string) {
  const reading = readTopology(text);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return importTopology(reading.topology, OPTIONS);
}

/** Names and figures, whatever the order of the file. */
function shownOf(text: string) {
  const { nodes, links } = networkOf(text);
  const shown = links.map(({ name, delayNs, rateBitsPerSecond }) =>
    [name, delayNs, rateBitsPerSecond].join(' '),
  );
  return { nodes, links: shown.sort() };
}

const HEAD = `<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="d0" for="node" attr.name="label" attr.type="string"/>
  <key id="d1" for="node" attr.name="Latitude"><default>10.0</default></key>
  <key id="d2" for="node" attr.name="Longitude"/>
  <key id="d3" for="edge" attr.name="LinkSpeedRaw"/>
  <key id="d4" for="node" yfiles.type="nodegraphics"/>`;

describe('importing GraphML', () => {
  it.each(['Abilene', 'Geant2012'])('takes of %s what its GML says', (name) => {
    const folder = new URL('../../topologies/', import.meta.url);
    const gml =
      name === 'Abilene' ? '../../scenarios/gallery/topologies/Abilene.gml' : `${name}.gml`;
    const texts = [`${name}.graphml`, gml].map((file) =>
      readFileSync(new URL(file, folder), 'utf8'),
    );
    const [graphml, other] = texts.map(shownOf);
    expect(graphml).toEqual(other);
    expect(graphml?.links.length).toBeGreaterThan(10);
  });

  it('names nodes by their label, what an editor shows, or their id', () => {
    const { nodes, links, warnings } = networkOf(`${HEAD}
  <graph edgedefault="undirected">
    <edge source="0" target="Chicago"><data key="d3">1e9</data></edge>
    <node id="0"><data key="d0">S&#227;o &amp; Paulo</data><data key="d2">20</data></node>
    <node id="Chicago"><data key="d2"><![CDATA[20]]></data></node>
    <node id="n2"><data key="d4"><y:ShapeNode><y:NodeLabel>Den Haag</y:NodeLabel></y:ShapeNode></data>
      <graph><node id="7"/><edge source="7" target="7"/></graph>
    </node>
    <hyperedge id="h"><endpoint node="0"/></hyperedge>
    <edge source="n2" target="7" directed="true"/>
  </graph>
</graphml>`);
    expect(nodes).toEqual(['Sao_Paulo', 'Chicago', 'Den_Haag', 'node_7']);
    expect(links.map(({ name, delayNs }) => `${name} ${delayNs}`)).toEqual([
      'Sao_Paulo_Chicago 1000',
      'Den_Haag_node_7 7000000',
    ]);
    expect(warnings.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toEqual([
      "15:5: hyperedges are left out: 'h'",
      "13:28: edges from a node to itself are left out: 'node 7'",
      "16:5: directed edges are links, which have both directions: 'n2' – '7'",
      '13:14: nodes without a label are called after their id: node_7',
      '12:5: nodes without coordinates, at whose links the delay is 7ms (missingDelay of the import): Den_Haag, node_7',
      '12:5: the network is in 2 parts, with no link between them; these nodes are not in the largest one: Den_Haag, node_7',
    ]);
  });

  it.each([
    ['<gexf></gexf>', 1, 'this XML is no GraphML: it begins with <gexf>'],
    ['<graphml>\n<graph></graphml>', 2, 'not well-formed XML: unexpected close tag'],
    ['<graphml>', 1, 'not well-formed XML: unclosed tag: graphml'],
    ['<graphml>\n<graph>\n</graph></graphml>', 2, 'the graph has no nodes'],
    ['<graphml><graph><node/></graph></graphml>', 1, "this node has no 'id'"],
    [
      '<graphml><graph><node id="&nosuch;"/></graph></graphml>',
      1,
      'not well-formed XML: undefined entity',
    ],
  ])('tells what is wrong with %j', (text, line, message) => {
    const reading = readTopology(text);
    const [first] = 'problems' in reading ? reading.problems : [];
    expect(first).toMatchObject({ line, message: expect.stringContaining(message) });
  });

  const piece = fc.constantFrom(
    '<graphml>',
    '</graphml>',
    '<graph>',
    '</graph>',
    '<node id="',
    'a',
    '"/>',
    '<edge source="a" target="a"/>',
    '<data key="k">',
    '</data>',
    '&',
    ';',
    '<![CDATA[',
    ']]>',
    '\n',
  );

  test.prop([fc.array(piece)])(
    'answers every text with a network or a place inside of it',
    (pieces) => {
      const text = `<${pieces.join('')}`;
      const reading = readTopology(text);
      if (!('problems' in reading)) return;
      const lines = text.split('\n');
      for (const { line, column } of reading.problems) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeGreaterThan(0);
      }
    },
  );
});
