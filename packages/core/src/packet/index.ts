// Packets: octets in pooled buffers, and how their lives end.
export {
  DISPOSITIONS,
  Disposition,
  type DispositionKind,
  type DispositionName,
  dispositionKind,
  dispositionName,
} from './disposition.js';
export { HEADROOM, PacketBuffer } from './packetBuffer.js';
export { PacketMemoryError } from './packetMemoryError.js';
export {
  MAX_PACKET_LENGTH,
  PacketPool,
  type PacketPoolOptions,
  type PacketTotals,
} from './packetPool.js';
