// Not public: what the packages beside this one share with it. It may change in any version.

export {
  type AddressedNetwork,
  type AddressingFault,
  addressesByNode,
  mainAddressOf,
  planAddresses,
} from '../addressing/index.js';
export { messageLine, useText } from '../diagnostics/diagnosticLine.js';
export { didYouMean, listed } from '../diagnostics/suggestion.js';
export { LOOPBACK_NIC, memberAccess } from '../document/names.js';
export { fits } from '../document/pattern.js';
export {
  isOwnMethod,
  isSelector,
  LIST_STATISTICS,
  type OwnMethod,
  SELECTORS,
} from '../expressions/aggregates.js';
export {
  type ASTNode,
  celDuration,
  celDurationNs,
  celDurationOf,
  celErrorOf,
  durationNs,
  environment,
  forEachNode,
  parseExpression,
} from '../expressions/cel.js';
export {
  checkExpression,
  ExpressionChecker,
  expectationNamesOf,
} from '../expressions/checkExpression.js';
export { type ExpectationNames, rootShapes } from '../expressions/shape.js';
export type { ExpressionFault } from '../expressions/syntaxFault.js';
export type { NOTHING_ONE_WAY, NOTHING_SENT } from '../features/apps/events.js';
export { appLine, boundApp, idleApp } from '../features/apps/tables.js';
export {
  askedOutputs,
  type WantedFile,
  wantedFiles,
} from '../features/outputs/normaliseOutputs.js';
export {
  type BoundRecord,
  bound,
  type Field,
  linkPhrases,
  nodePhrases,
  ownOf,
  segmentLine,
  type ValueVisitor,
} from '../fields/index.js';
export {
  type Coordinates,
  fibreDelayNs,
  type GmlEntry,
  type GmlError,
  type GmlValue,
  greatCircleMetres,
  type ImportedLink,
  type ImportedNetwork,
  type ImportOptions,
  importTopology,
  type ParsedGml,
  parseGml,
  readGmlTopology,
  readGraphmlTopology,
  readTopology,
  type Topology,
  type TopologyEdge,
  type TopologyNode,
  type TopologyNote,
  type TopologyReading,
} from '../import/index.js';
export { nicTowards } from '../normalise/checkAddresses.js';
export { counted, grouped } from '../quantity/counts.js';
export { readShare } from '../quantity/units.js';
export { isApp } from '../scenario/scenarioDocument.js';
export { SelectorResolver } from '../series/columns.js';
export { MAX_FILE_BYTES, tooLarge } from '../yaml/decode.js';
