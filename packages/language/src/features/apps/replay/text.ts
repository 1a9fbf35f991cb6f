import { counted } from '../../../quantity/counts.js';
import type { ReplayEvent } from './event.js';
import { leftOutText } from './leftOut.js';

export function text(event: ReplayEvent): string {
  const { from, file, datagrams, leftOut, unknownLinkTypes, mode, nic, speed } = event;
  const factor = speed.numerator / speed.denominator;
  const how = factor === 1 ? '' : `, ${factor} times as fast`;
  const where = mode === 'inject' ? ` at its ${nic}` : '';
  const left = leftOutText(leftOut, unknownLinkTypes);
  const without = left === '' ? '' : ` (${left})`;
  return `${from} replays ${counted(datagrams.length, 'packet')} of ${file}${without}${where}${how}`;
}
