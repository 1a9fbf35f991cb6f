// Packets: octets in pooled buffers, and how their lives end.
export { FATES, Fate, type FateKind, type FateName, fateKind, fateName } from './fate.js';
export { HEADROOM, PacketBuffer } from './packetBuffer.js';
export { PacketMemoryError } from './packetMemoryError.js';
export {
  LARGEST_PACKET,
  PacketPool,
  type PacketPoolOptions,
  type PacketTotals,
} from './packetPool.js';
