import type { TargetNames } from '../../define/appRun.js';
import type { UdpEvent } from './event.js';

export function text(event: UdpEvent, nameOf: TargetNames): string {
  const { from, to, port, count, payload, df } = event;
  return `${from} sends ${nameOf(to)}:${port} UDP: ${count} × ${payload.bytes} bytes${df ? ', DF' : ''}`;
}
