// What makes the features of the language run: for the runner. The language itself imports none of it.
export { coarse } from '../features/apps/common/histogram.js';
export * from '../features/apps/runApp.js';
export type { RunningApp, StartedPing } from '../features/define/appRun.js';
