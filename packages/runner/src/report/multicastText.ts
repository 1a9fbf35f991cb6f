import { counted, type MulticastScope, receiverLine } from '@packetloom/language';
import { columns } from '../text/style.js';

/** Receivers that are listed one by one. */
const MAX_RECEIVERS = 20;

/** What came to each receiver. */
export function receiverLines({ receivers }: MulticastScope): string[] {
  const shown = receivers.slice(0, MAX_RECEIVERS);
  const left = receivers.length - shown.length;
  const lines = columns(shown.map((receiver) => [`  ${receiver.node}`, receiverLine(receiver)]));
  return left > 0 ? [...lines, `  … and ${counted(left, 'more receiver')}`] : lines;
}
