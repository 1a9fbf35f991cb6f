import { counted } from '../../../quantity/counts.js';
import { formatDuration } from '../../../quantity/units.js';
import type { TargetNames } from '../../define/appRun.js';
import type { TcpEvent } from './event.js';

export function text(event: TcpEvent, nameOf: TargetNames): string {
  const { from, to, port, octets, untilNs, congestion } = event;
  const what = octets === null ? 'as much as it can' : counted(octets, 'byte');
  const until = untilNs === null ? '' : `, until ${formatDuration(untilNs)}`;
  const control = congestion === null ? '' : ` (${congestion})`;
  return `${from} sends ${nameOf(to)}:${port} over TCP${control}: ${what}${until}`;
}
