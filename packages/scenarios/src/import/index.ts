// Topologies from files.
export { type Coordinates, fibreDelayNs, greatCircleMetres } from './geography.js';
export { type GmlEntry, type GmlError, type GmlValue, type ParsedGml, parseGml } from './gml.js';
export {
  readGmlTopology,
  type Topology,
  type TopologyEdge,
  type TopologyNode,
  type TopologyNote,
} from './gmlTopology.js';
export {
  type ImportedLink,
  type ImportedNetwork,
  type ImportOptions,
  importTopology,
} from './importTopology.js';
