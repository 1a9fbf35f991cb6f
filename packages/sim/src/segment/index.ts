// Broadcast segments: hubs and switches on which many NICs attach by Ethernet.
export type { SegmentStats } from './fanOut.js';
export { derivedLinkAddress } from './linkAddress.js';
export { Segment } from './segment.js';
export type { SegmentPort } from './segmentPort.js';
export {
  DEFAULT_MAC_AGEING_NS,
  DEFAULT_SEGMENT_PORT,
  type SegmentSpec,
  SegmentSpecError,
} from './segmentSpec.js';
