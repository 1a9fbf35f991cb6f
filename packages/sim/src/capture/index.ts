// What passes the NICs, as capture files.
export { AnnotatedCapture, type AnnotatedCaptureParts } from './annotatedCapture.js';
export type { ByteSink } from './byteSink.js';
export { CaptureTap } from './captureTap.js';
export {
  type CapturedPacket,
  type CaptureInterface,
  type CaptureLinkType,
  PcapngWriter,
  type PcapngWriterOptions,
} from './pcapngWriter.js';
