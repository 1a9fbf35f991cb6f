import { counted } from '../../../quantity/counts.js';
import { extentText } from '../common/text.js';
import type { RawEvent } from './event.js';

export function text(event: RawEvent): string {
  const { from, octets, mode, nic } = event;
  const verb = mode === 'inject' ? `receives at its ${nic}` : 'sends';
  return `${from} ${verb} ${counted(octets.length / 2, 'octet')} as written${extentText(event)}`;
}
