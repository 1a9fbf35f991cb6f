import { counted, grouped } from '../../../quantity/counts.js';
import { formatDuration, formatSize } from '../../../quantity/units.js';
import type { TargetNames } from '../../define/appRun.js';
import { extentText, timeDetails } from '../common/text.js';
import type { FlowsEvent } from './event.js';
import { type FlowClassScope, type FlowsScope, ratioText } from './fields.js';

export function text(event: FlowsEvent, nameOf: TargetNames): string {
  const { from, to, port, sizesText, loadText, congestion } = event;
  const who = (nodes: readonly string[]) =>
    nodes.length === 1 ? nameOf(nodes[0] ?? '') : counted(nodes.length, 'node');
  const sends = from.length === 1 ? 'sends' : 'send';
  const control = congestion === null ? '' : ` (${congestion})`;
  const flows = `TCP flows${control}: ${sizesText}, ${loadText}`;
  return `${who(from)} ${sends} ${who(to)} :${port} ${flows}${extentText(event)}`;
}

const HEADER = ['  class', 'flows', 'mean', 'p50', 'p95', 'p99', 'slow-down', 'p50', 'p95', 'p99'];

/** Completion times and slow-downs of each class. */
export function details(scope: FlowsScope): string[][] {
  const { classes, completionTime } = scope;
  const bars = timeDetails('completion time', completionTime, {});
  const rows = classes.filter(({ sent }) => sent > 0).map(rowOf);
  return rows.length === 0 ? bars : [...bars, HEADER, ...rows];
}

function rowOf({
  name,
  mostBytes,
  sent,
  received,
  completionTime,
  slowdown,
}: FlowClassScope): string[] {
  const size = mostBytes === null ? '' : ` (to ${formatSize(mostBytes)})`;
  const cells = [`  ${name}${size}`, `${grouped(received)} of ${grouped(sent)}`];
  if (completionTime === null) return cells;
  const { mean, p50, p95, p99 } = completionTime;
  cells.push(...[mean, p50, p95, p99].map(formatDuration));
  if (slowdown === null) return cells;
  cells.push(...[slowdown.mean, slowdown.p50, slowdown.p95, slowdown.p99].map(ratioText));
  return cells;
}
