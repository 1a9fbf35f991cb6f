import { type GmlEntry, type GmlValue, parseGml } from './gml.js';
import type { TopologyReading } from './topology.js';
import { type Attributes, TopologyBuilder } from './topologyBuilder.js';

/** The network that a GML text describes, or what is wrong with the text. */
export function readGmlTopology(text: string): TopologyReading {
  const parsed = parseGml(text);
  if ('error' in parsed) return { problems: [parsed.error] };
  const graph = parsed.entries.find(({ key }) => key === 'graph');
  if (graph === undefined || !isList(graph.value)) {
    return { problems: [{ line: 1, column: 1, message: "no 'graph [ … ]' in the file" }] };
  }
  const builder = new TopologyBuilder();
  // Edges may stand before the nodes that they join.
  for (const entry of graph.value) if (entry.key === 'node') readNode(entry, builder);
  for (const entry of graph.value) if (entry.key === 'edge') readEdge(entry, builder);
  return builder.result(graph);
}

function readNode(entry: GmlEntry, builder: TopologyBuilder): void {
  if (!isList(entry.value)) {
    builder.problem(entry, "a node is a list: 'node [ … ]'");
    return;
  }
  const attributes = attributesOf(entry.value);
  builder.addNode(attributes.get('id'), attributes, positionOf(entry));
}

function readEdge(entry: GmlEntry, builder: TopologyBuilder): void {
  if (!isList(entry.value)) {
    builder.problem(entry, "an edge is a list: 'edge [ … ]'");
    return;
  }
  const attributes = attributesOf(entry.value);
  const ends = { source: attributes.get('source'), target: attributes.get('target') };
  builder.addEdge({ ...ends, attributes }, positionOf(entry));
}

function positionOf({ line, column }: GmlEntry) {
  return { line, column };
}

/** The first value of each key that is no list. */
function attributesOf(list: readonly GmlEntry[]): Attributes {
  const attributes = new Map<string, number | string>();
  for (const { key, value } of list) {
    if (!isList(value) && !attributes.has(key)) attributes.set(key, value);
  }
  return attributes;
}

function isList(value: GmlValue): value is readonly GmlEntry[] {
  return typeof value === 'object';
}
