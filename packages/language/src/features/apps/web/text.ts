import type { TargetNames } from '../../define/appRun.js';
import { extentText } from '../common/text.js';
import type { WebEvent } from './event.js';

export function text(event: WebEvent, nameOf: TargetNames): string {
  const { from, to, port, objects, connections, congestion } = event;
  const { least, most } = objects;
  const many = least === most ? `${most}` : `${least} to ${most}`;
  const control = congestion === null ? '' : ` (${congestion})`;
  const over = connections === 1 ? 'one connection' : `${connections} connections`;
  return `${from} loads pages of ${nameOf(to)}:${port} over TCP${control}: ${many} objects, ${over}${extentText(event)}`;
}
