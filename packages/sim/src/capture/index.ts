// What passes the NICs, as capture files.
export { AnnotatedCapture, type AnnotatedCaptureOptions } from './annotatedCapture.js';
export type { ByteSink } from './byteSink.js';
export { isCaptureReadError } from './captureFile.js';
export { CaptureTap } from './captureTap.js';
export type { LeftOutReason } from './networkLayer.js';
export { PcapngWriter } from './pcapngWriter.js';
export { readCapture } from './readCapture.js';
export {
  type LeftOut,
  type Replay,
  type ReplayDatagram,
  replayDatagrams,
} from './replayDatagrams.js';
