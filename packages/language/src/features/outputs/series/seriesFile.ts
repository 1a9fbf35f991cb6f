import type { ByteSink, Simulation } from '@packetloom/sim';
import type { Probe } from '@packetloom/sim/internal';
import { BETWEEN_ROWS, type SeriesColumn } from '../../../document/seriesColumn.js';
import type { ColumnReader, RunningOutput } from '../define/outputRun.js';
import {
  DelayMeter,
  type DeliveredBytes,
  type DirectionName,
  ThroughputMeter,
} from './directionMeter.js';

/** What a series is sampled from, and where it goes. */
interface SeriesFileContext {
  readonly simulation: Simulation;
  readonly sink: ByteSink;
  readonly reader: ColumnReader;
}

const NS_DIGITS = 9;

/** Writes a time series as comma-separated values; empty where there is no value (RFC 4180). */
export function writeSeries(
  columns: readonly SeriesColumn[],
  everyNs: number,
  context: SeriesFileContext,
): RunningOutput {
  const rows = new Rows(context.sink);
  rows.add(Number.NaN, ['time (s)', ...columns.map(headingOf)]);
  const series = context.simulation.sample(everyNs, probesOf(columns, context), (timeNs, values) =>
    rows.add(timeNs, [secondsText(timeNs), ...values.map(valueText)]),
  );
  return {
    /** A last row is written, of the end. */
    end() {
      series.end();
      rows.end();
    },
  };
}

/** Rows on their way to the sink; the last one waits, since another of the same time replaces it. */
class Rows {
  readonly #sink: ByteSink;
  readonly #encoder = new TextEncoder();
  #timeNs = Number.NaN;
  #row = '';

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  add(timeNs: number, cells: readonly string[]): void {
    if (timeNs !== this.#timeNs) this.end();
    this.#timeNs = timeNs;
    this.#row = `${cells.join(',')}\n`;
  }

  end(): void {
    if (this.#row !== '') this.#sink.write(this.#encoder.encode(this.#row));
    this.#row = '';
  }
}

function headingOf({ name, unit }: SeriesColumn): string {
  return unit === '' ? name : `${name} (${unit})`;
}

function secondsText(ns: number): string {
  const digits = String(ns).padStart(NS_DIGITS + 1, '0');
  return `${digits.slice(0, -NS_DIGITS)}.${digits.slice(-NS_DIGITS)}`;
}

function valueText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function probesOf(columns: readonly SeriesColumn[], context: SeriesFileContext): Probe[] {
  const { simulation, reader } = context;
  return columns.map((column) => {
    const { name, path } = column;
    if (path.at(-1) === BETWEEN_ROWS.throughput) {
      const meter = new ThroughputMeter(simulation, deliveredBytesOf(simulation, path));
      return { name, read: () => meter.read() };
    }
    const direction = directionOf(path);
    if (direction !== null && path[3] === BETWEEN_ROWS.delay) {
      const meter = new DelayMeter(simulation, direction);
      return { name, read: () => meter.read()[path[4] === 'max' ? 'max' : 'mean'] };
    }
    return { name, read: () => reader.read(column) };
  });
}

/** Of `link.NAME.forward` or `segment.NAME.ports.PORT.forward`, where `forward` leads to the segment. */
function deliveredBytesOf(simulation: Simulation, path: readonly string[]): DeliveredBytes {
  const direction = directionOf(path);
  if (direction !== null) {
    const { forward, reverse } = simulation.link(direction.link);
    const stage = direction.direction === 'forward' ? forward : reverse;
    return () => stage.stats.deliveredBytes;
  }
  const [, segment = '', , nic = '', side] = path;
  const port = simulation.segment(segment).ports.find(({ name }) => name === `${segment}/${nic}`);
  if (port === undefined) throw new Error(`${path.join('.')} names no port`);
  const stage = side === 'forward' ? port.toSegment : port.fromSegment;
  return () => stage.stats.deliveredBytes;
}

function directionOf([root, link, direction]: readonly string[]): DirectionName | null {
  if (root !== 'link' || link === undefined) return null;
  return direction === 'forward' || direction === 'reverse' ? { link, direction } : null;
}
