import type { TargetNames } from '../../define/appRun.js';
import { extentText, timeDetails } from '../common/text.js';
import type { RequestResponseEvent } from './event.js';
import type { RequestResponseScope } from './fields.js';

export function text(event: RequestResponseEvent, nameOf: TargetNames): string {
  const { from, to, port, sizesText, tcp } = event;
  const over = tcp === null ? '' : ' over TCP';
  return `${from} asks ${nameOf(to)}:${port}${over}: ${sizesText}${extentText(event)}`;
}

export function details(scope: RequestResponseScope): string[][] {
  return timeDetails('response time', scope.responseTime, scope);
}
