import { counted } from '../../../quantity/counts.js';
import type { TargetNames } from '../../define/appRun.js';
import type { PingEvent } from './event.js';

export function text({ from, to, count, sizeBytes, df }: PingEvent, nameOf: TargetNames): string {
  const many = from.length * to.length > 1;
  const who = many
    ? `${counted(from.length, 'node')} ping ${counted(to.length, 'node')}`
    : `${from[0]} pings ${nameOf(to[0] ?? '')}`;
  return `${who}: ${count} × ${sizeBytes} bytes${df ? ', DF' : ''}`;
}
