// The scenario language: from a text to a checked document. It runs in browsers, too.

export {
  type AddressedNetwork,
  type AddressingFault,
  type AddressNames,
  type AddressPlan,
  addressNames,
  mainAddressOf,
  planAddresses,
} from './addressing/index.js';
export { type Diagnostic, wholeFileDiagnostic } from './diagnostics/diagnostic.js';
export { diagnosticLine } from './diagnostics/diagnosticLine.js';
export { didYouMean, listed } from './diagnostics/suggestion.js';
export type * from './document/document.js';
export type { Endpoint } from './document/endpoint.js';
export type { IptablesLine } from './document/filterRules.js';
export { LOOPBACK_NIC, memberAccess } from './document/names.js';
export type { ScriptPosition, ScriptProblem, ScriptSource } from './document/scriptSource.js';
export type { SeriesColumn } from './document/seriesColumn.js';
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
} from './expressions/cel.js';
export {
  checkExpression,
  ExpressionChecker,
  expectationNamesOf,
} from './expressions/checkExpression.js';
export { type ExpectationNames, rootShapes } from './expressions/shape.js';
export type { ExpressionFault } from './expressions/syntaxFault.js';
export type * from './features/apps/events.js';
export { APP_KINDS, type AppEvent, type AppKind, type AppScope } from './features/apps/index.js';
export { appInfo, appLine, boundApp, idleApp } from './features/apps/tables.js';
export type * from './features/events/events.js';
export type { ChangeEvent } from './features/events/index.js';
export * from './fields/index.js';
export type { Sibling } from './files/sibling.js';
export * from './import/index.js';
export {
  type LoadPhase,
  type LoadResult,
  loadScenario,
  type ScenarioSource,
} from './load/index.js';
export { nicTowards } from './normalise/checkAddresses.js';
export { counted, grouped } from './quantity/counts.js';
export { formatDuration, formatRate } from './quantity/units.js';
export type { ExpectationScope } from './scenario/expectationScope.js';
export type * from './scenario/scenarioDocument.js';
export { isApp } from './scenario/scenarioDocument.js';
export type { WrittenScenario } from './schema/generated/writtenScenario.js';
export { BETWEEN_ROWS, SelectorResolver } from './series/columns.js';
export { MAX_FILE_BYTES, tooLarge } from './yaml/decode.js';
