// What makes the features of the language run: for the runner. The language itself imports none of it.
export { coarse } from '../features/apps/common/histogram.js';
export * from '../features/apps/runApp.js';
export type { RunningApp, StartedPing } from '../features/define/appRun.js';
export type { EventSurroundings } from '../features/define/eventRun.js';
export { directionText } from '../features/direction/text.js';
export { setRules } from '../features/events/iptables/setRules.js';
export * from '../features/events/runEvent.js';
export type {
  ColumnReader,
  OutputPhase,
  RunningOutput,
} from '../features/outputs/define/outputRun.js';
export { eventRecord } from '../features/outputs/events/eventRecord.js';
export * from '../features/outputs/runOutputs.js';
