import type { MulticastReceiverScope, MulticastScope } from '../expect/index.js';
import { formatDuration } from '../language/units.js';
import { columns, counted, grouped } from './style.js';

/** Receivers that are listed one by one. */
const MOST_RECEIVERS = 20;

/** What came of a multicast stream, in a line. */
export function multicastText({ sent, receivers, lost, failures }: MulticastScope): string {
  const parts = [`${grouped(sent)} sent to ${counted(receivers.size, 'receiver')}`];
  parts.push(`${grouped(lost)} lost`);
  if (failures.length > 0) parts.push(`${counted(failures.length, 'failure')} (${failures[0]})`);
  return parts.join(', ');
}

/** What came to each receiver. */
export function receiverLines({ receivers }: MulticastScope): string[] {
  const shown = [...receivers].slice(0, MOST_RECEIVERS);
  const left = receivers.size - shown.length;
  const lines = columns(shown.map(([node, receiver]) => [`  ${node}`, receiverText(receiver)]));
  return left > 0 ? [...lines, `  … and ${counted(left, 'more receiver')}`] : lines;
}

function receiverText(receiver: MulticastReceiverScope): string {
  const { received, expected, lost, duplicated, reordered, delay, joinLatencyNs } = receiver;
  const parts = [`${grouped(received)} of ${grouped(expected)} received, ${grouped(lost)} lost`];
  if (duplicated > 0) parts.push(`${grouped(duplicated)} duplicated`);
  if (reordered > 0) parts.push(`${grouped(reordered)} reordered`);
  if (delay !== null) parts.push(`delay mean ${formatDuration(delay.mean)}`);
  if (joinLatencyNs !== null) parts.push(`first after ${formatDuration(joinLatencyNs)}`);
  if (receiver.leftNs !== null) parts.push(`left at ${formatDuration(receiver.leftNs)}`);
  return parts.join(', ');
}
