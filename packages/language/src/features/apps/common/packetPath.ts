import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4HeaderLength,
  ipv4TotalLength,
  ipv4Version,
} from '@packetloom/core/wire';
import type { Context } from '../../../context/context.js';
import type { AppInputs } from '../../define/app.js';
import type { PacketPath } from './event.js';
import { checkNic, checkNode } from './targets.js';

/** How the keys of apps that send whole packets are written. */
interface WrittenPacketPath {
  readonly from: string;
  readonly nic?: string;
  readonly mode?: PacketPath['mode'];
  readonly receiver?: string;
}

export function packetPathOf(
  written: WrittenPacketPath,
  about: AppInputs,
  context: Context,
): PacketPath {
  const { from, nic, mode = 'send', receiver } = written;
  const { findings } = context;
  const path = context.pathOf(written);
  checkNode(from, [...path, 'from'], about, context);
  if (receiver !== undefined) checkNode(receiver, [...path, 'receiver'], about, context);
  checkNic(from, nic, path, about, context);
  if (mode === 'inject' && nic === undefined) {
    const message = "mode: inject needs the key 'nic' too: where the packets appear";
    findings.add({ path: [...path, 'mode'], message });
  }
  return { from, nic: nic ?? null, mode, receiver: receiver ?? null };
}

export function hasHeader(octets: Uint8Array): boolean {
  if (octets.length < IPV4_MIN_HEADER_LENGTH) return false;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const headerLength = ipv4HeaderLength(view, 0);
  const totalLength = ipv4TotalLength(view, 0);
  if (ipv4Version(view, 0) !== 4 || headerLength < IPV4_MIN_HEADER_LENGTH) return false;
  return headerLength <= totalLength && totalLength <= octets.length;
}
