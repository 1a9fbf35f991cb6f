import { type CaptureFile, type CaptureReadError, captureReadError } from './captureFile.js';
import { isPcapng, readPcapng } from './pcapngReader.js';
import { pcapNotation, readPcap } from './pcapReader.js';

/** Reads a capture file, pcap or pcapng. Packets borrow from `octets`. */
export function readCapture(octets: Uint8Array): CaptureFile | CaptureReadError {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  if (isPcapng(view)) return readPcapng(octets);
  const notation = pcapNotation(view);
  if (notation !== null) return readPcap(octets, notation);
  return captureReadError(0, 'neither pcap nor pcapng: the first four octets are of neither');
}
