import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { SeriesColumn } from '../../../document/seriesColumn.js';
import { readDuration } from '../../../quantity/units.js';
import type { OutputInputs, WrittenOutputs } from '../define/output.js';
import type { SeriesOutput } from './output.js';

/** Of a time series: more fill a disk, and no program draws them. */
const MAX_ROWS = 10_000_000;

/** A time series, as it is run. */
export function normalise(
  { series: written }: WrittenOutputs,
  { resolve, stopNs }: OutputInputs,
  { findings, pathOf, complete }: Context,
): SeriesOutput | null {
  if (written === undefined) return null;
  const path = pathOf(written);
  const everyNs = accepted(readDuration(written.every));
  if (everyNs === 0) {
    findings.add({ path: [...path, 'every'], message: 'no time would pass between two rows' });
  } else if (stopNs !== null && stopNs / everyNs > MAX_ROWS) {
    const message = `a row every ${written.every} until the scenario stops is more than ${MAX_ROWS} rows: take a longer distance, or an earlier stop`;
    findings.add({ path: [...path, 'every'], message });
  }
  const columns = new Map<string, SeriesColumn>();
  for (const [index, selector] of written.of.entries()) {
    const resolved = resolve(selector);
    if ('columns' in resolved) {
      for (const column of resolved.columns) columns.set(column.name, column);
      continue;
    }
    const { start, end, message, suggestion, isAboutName } = resolved.fault;
    if (isAboutName && !complete) continue;
    const problem = { path: [...path, 'of', index], within: { start, end }, message };
    findings.add(suggestion === undefined ? problem : { ...problem, suggestion });
  }
  return { file: written.file ?? null, everyNs, columns: [...columns.values()] };
}
