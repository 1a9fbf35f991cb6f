// What can be learnt of a run: why packets were dropped, what happened to one, how values developed.
export { type DropReason, dropReason, dropSentence, reasonsWithoutWords } from './dropReasons.js';
export { type PacketEvent, PacketLife } from './packetLife.js';
export { type Probe, type SampleListener, TimeSeries } from './timeSeries.js';
