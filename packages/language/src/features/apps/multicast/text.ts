import { formatIpv4Address } from '@packetloom/core';
import { sentence } from '../../../fields/types/phrases.js';
import { counted } from '../../../quantity/counts.js';
import type { MulticastEvent } from './event.js';
import { type MulticastScope, RECEIVER_FIELDS } from './fields.js';

/** Receivers that are listed one by one. */
const MAX_RECEIVERS = 20;

export function text({ from, group, port, count, payload }: MulticastEvent): string {
  return `${from} sends ${formatIpv4Address(group)}:${port} UDP: ${count} × ${payload.bytes} bytes`;
}

/** What came to each receiver. */
export function details({ receivers }: MulticastScope): string[][] {
  const shown = receivers.slice(0, MAX_RECEIVERS);
  const left = receivers.length - shown.length;
  const rows = shown.map((receiver) => [`  ${receiver.node}`, sentence(RECEIVER_FIELDS, receiver)]);
  return left > 0 ? [...rows, [`  … and ${counted(left, 'more receiver')}`]] : rows;
}
