// The life of one datagram.
export { explainText } from './explainText.js';
export { PacketFinder } from './packetFinder.js';
export { readPacketName } from './packetName.js';
export { PacketRecorder, type PacketStep } from './packetRecorder.js';
export { type PacketTrace, tracePacket } from './tracePacket.js';
