import type { LinkDirection } from '../../document/document.js';
import { formatDuration, formatRate } from '../../quantity/units.js';

/** The parameters of a direction that are there: `10mbit, 5ms, MTU 1280`. */
export function directionText(direction: Partial<LinkDirection>): string {
  const { rateBitsPerSecond, delayNs, jitter, mtu, queueLimitPackets, queue, limitPackets } =
    direction;
  const parts: string[] = [];
  if (rateBitsPerSecond !== undefined) parts.push(formatRate(rateBitsPerSecond));
  const varied = jitter ? ` ± ${formatDuration(jitter.jitterNs)}` : '';
  if (delayNs !== undefined) parts.push(`${formatDuration(delayNs)}${varied}`);
  if (mtu !== undefined) parts.push(`MTU ${mtu}`);
  if (queue) parts.push(`queue ${queue.kind}`);
  else if (queueLimitPackets !== undefined) parts.push(`queue ${queueLimitPackets}p`);
  if (limitPackets) parts.push(`holds ${limitPackets}p at most`);
  return [...parts, ...impairmentTexts(direction)].join(', ');
}

/** What a direction does to packets beside carrying them: `loses 1%, duplicates 0.5%`. */
function impairmentTexts(direction: Partial<LinkDirection>): string[] {
  const { loss, ecn, duplicate, corrupt, reorder, slot } = direction;
  return [
    ...(loss
      ? [loss.kind === 'independent' ? `loses ${share(loss)}` : `loses (${loss.kind})`]
      : []),
    ...(loss && ecn ? ['marks instead of losing'] : []),
    ...(loss === null ? ['no loss'] : []),
    ...(duplicate ? [`duplicates ${share(duplicate)}`] : []),
    ...(duplicate === null ? ['no duplicates'] : []),
    ...(corrupt ? [`corrupts ${share(corrupt)}`] : []),
    ...(corrupt === null ? ['no corruption'] : []),
    ...(reorder ? [`reorders ${share(reorder)}`] : []),
    ...(reorder === null ? ['no reordering'] : []),
    ...(slot ? ['in slots'] : []),
  ];
}

function share({ probability }: { readonly probability: number }): string {
  return `${Number((probability * 100).toFixed(8))}%`;
}
