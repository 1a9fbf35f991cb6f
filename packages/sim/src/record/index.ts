// What remains of a run: its fingerprint, and what became of its packets.
export { type Accounting, accountingOf } from './accounting.js';
export { type IncrementalHash, type MakeSha256, portableSha256 } from './incrementalHash.js';
export { type RecordedValue, RecordWriter } from './recordWriter.js';
