// Topologies from files.
export { type Coordinates, fibreDelayNs, greatCircleMetres } from './geography.js';
export { type GmlEntry, type GmlError, type GmlValue, type ParsedGml, parseGml } from './gml.js';
export { readGmlTopology } from './gmlTopology.js';
export { readGraphmlTopology } from './graphmlTopology.js';
export {
  type ImportedLink,
  type ImportedNetwork,
  type ImportOptions,
  importTopology,
} from './importTopology.js';
export { readTopology } from './readTopology.js';
export type {
  Topology,
  TopologyEdge,
  TopologyNode,
  TopologyNote,
  TopologyReading,
} from './topology.js';
