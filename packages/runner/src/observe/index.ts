// What is noted of a run while it goes on: its story, drops, packets that pass NICs, packets without a disposition.
export { DropCounts } from './dropCounts.js';
export { type MissingPacket, MissingPacketLedger } from './missingPackets.js';
export { capturePackets } from './packetCaptures.js';
export { fragmentText, icmpErrorText, packetText } from './packetText.js';
export { type Timeline, type TimelineEntry, TimelineRecorder } from './timeline.js';
