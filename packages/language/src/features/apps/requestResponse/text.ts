import type { TargetNames } from '../../define/appRun.js';
import { extentText, timeDetails } from '../common/text.js';
import type { RequestResponseEvent } from './event.js';
import type { RequestResponseScope } from './fields.js';

export function text(event: RequestResponseEvent, nameOf: TargetNames): string {
  const { from, to, port, requestBytes, responseBytes } = event;
  const sizes = `${requestBytes} bytes for ${responseBytes}`;
  return `${from} asks ${nameOf(to)}:${port}: ${sizes}${extentText(event)}`;
}

export function details(scope: RequestResponseScope): string[][] {
  return timeDetails('response time', scope.responseTime, scope);
}
