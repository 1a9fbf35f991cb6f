// The life of one datagram.
export { explainText } from './explainText.js';
export { followPacket } from './followPacket.js';
export { readPacketName } from './packetName.js';
export type { PacketStep } from './packetRecorder.js';
export { type PacketTrace, tracePacket } from './tracePacket.js';
