// What remains of a run: its fingerprint, and what became of its packets.
export { type Accounting, accountingOf } from './accounting.js';
export { type RecordedValue, RunningHash } from './runningHash.js';
