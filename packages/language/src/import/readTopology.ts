import { readGmlTopology } from './gmlTopology.js';
import { readGraphmlTopology } from './graphmlTopology.js';
import type { TopologyReading } from './topology.js';

/** The network that a text describes, in GraphML or GML: what begins with `<` is XML. */
export function readTopology(text: string): TopologyReading {
  const isXml = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .startsWith('<');
  return isXml ? readGraphmlTopology(text.replace(/^\ufeff/, '')) : readGmlTopology(text);
}
