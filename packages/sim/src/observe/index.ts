// What can be learnt of a run: why packets were dropped, what happened to one, how values developed.
export { type DropReason, describeDrop, dropReason, reasonsWithoutWords } from './dropReasons.js';
export { type PacketEvent, PacketHistory } from './packetHistory.js';
export { type Probe, type SampleListener, TimeSeries } from './timeSeries.js';
