import { packetText } from '../../packet/text.js';
import { extentText } from '../common/text.js';
import type { RawEvent } from './event.js';

export function text(event: RawEvent): string {
  const { from, packet, mode, nic } = event;
  const asWritten = packet.kind === 'octets' ? ' as written' : '';
  const verb = mode === 'inject' ? `receives at its ${nic}` : 'sends';
  return `${from} ${verb} ${packetText(packet)}${asWritten}${extentText(event)}`;
}
