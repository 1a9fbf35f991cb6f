// The scenario language: from a text to a checked document. It runs in browsers, too.

export {
  type AddressNames,
  type AddressPlan,
  addressNames,
  type NodeAddresses,
} from './addressing/index.js';
export {
  type BuiltSource,
  type LinkSettings,
  type NetworkGroups,
  ScenarioBuilder,
  type ScenarioSettings,
} from './builder/index.js';
export {
  type Diagnostic,
  type DiagnosticUse,
  wholeFileDiagnostic,
} from './diagnostics/diagnostic.js';
export { diagnosticLine } from './diagnostics/diagnosticLine.js';
export type {
  AddressPool,
  LinkDirection,
  NicAddresses,
  NicGroups,
  Routing,
  ScenarioLink,
  ScenarioNode,
  ScenarioPort,
  ScenarioSegment,
} from './document/document.js';
export type { Endpoint } from './document/endpoint.js';
export type { IptablesLine } from './document/filterRules.js';
export type { ScriptPosition, ScriptProblem, ScriptSource } from './document/scriptSource.js';
export type { SeriesColumn } from './document/seriesColumn.js';
export type {
  AppState,
  FlowEvent,
  FlowScope,
  HopScope,
  IcmpErrorScope,
  MessageScope,
  MulticastEvent,
  MulticastReceiver,
  MulticastReceiverScope,
  MulticastScope,
  OneWayScope,
  PingEvent,
  PingScope,
  RawEvent,
  ReplayEvent,
  ReplayScope,
  RequestResponseEvent,
  RequestResponseScope,
  TracerouteEvent,
  TracerouteScope,
  UdpEvent,
  UdpScope,
} from './features/apps/events.js';
export { APP_KINDS, type AppEvent, type AppKind, type AppScope } from './features/apps/index.js';
export { appInfo } from './features/apps/tables.js';
export type {
  InjectEvent,
  IptablesEvent,
  LinkEvent,
  MembershipEvent,
  NodeStateEvent,
  ScriptEvent,
  SegmentEvent,
} from './features/events/events.js';
export type { ChangeEvent } from './features/events/index.js';
export type { EventsOutput } from './features/outputs/events/output.js';
export type { OutputKind, ScenarioOutputs, SinkName } from './features/outputs/index.js';
export type { PcapngOutput } from './features/outputs/pcapng/output.js';
export type { SeriesOutput } from './features/outputs/series/output.js';
export {
  type AddressConflictScope,
  type BucketScope,
  type CapturedPacketScope,
  type FieldInfo,
  type JitterScope,
  LINK_FIELDS,
  type LinkDirectionScope,
  type LinkScope,
  type NeighbourScope,
  NODE_FIELDS,
  type NodeScope,
  PACKET_FIELDS,
  type PortScope,
  type RecordInfo,
  RUN_FIELDS,
  type RunScope,
  SEGMENT_FIELDS,
  type SegmentScope,
  type TimesScope,
  type TypeInfo,
} from './fields/index.js';
export type { Sibling } from './files/sibling.js';
export {
  type LoadPhase,
  type LoadResult,
  loadScenario,
  type ScenarioSource,
} from './load/index.js';
export { formatDuration, formatRate } from './quantity/units.js';
export type { ExpectationScope } from './scenario/expectationScope.js';
export type {
  ScenarioDocument,
  ScenarioEvent,
  ScenarioExpectation,
} from './scenario/scenarioDocument.js';
export type { WrittenScenario } from './schema/generated/writtenScenario.js';
