import type { ByteSink, Simulation } from '@packetloom/sim';
import type { SeriesColumn } from '../../../document/seriesColumn.js';
import type { OutputFeature, WrittenOutputs } from './output.js';

/** When an output begins: before anything is in the simulation, with its nodes and links, or with its events. */
export type OutputPhase = 'empty' | 'network' | 'events';

/** Reads values as expectations see them. */
export interface ColumnReader {
  /** The value of a column now: durations in milliseconds; NaN where there is none yet. */
  read(column: SeriesColumn): number;
}

/** What an output is made from, and where it goes. */
export interface OutputSurroundings {
  readonly simulation: Simulation;
  readonly sink: ByteSink;
  /** Of values that are there from the phase `events` on. */
  readonly readerOf: (columns: readonly SeriesColumn[]) => ColumnReader;
}

/** Something that is written while time passes. */
export interface RunningOutput {
  /** The run is over: everything is written. */
  end(): void;
}

/** What writes an output. */
export interface OutputRun<Value> {
  readonly phase: OutputPhase;
  readonly begin: (value: Value, surroundings: OutputSurroundings) => RunningOutput;
}

/** The other half of an output, for the list in `features/outputs/run.ts`. */
export function defineOutputRun<Kind extends keyof WrittenOutputs, Sink extends string, Value>(
  _output: OutputFeature<Kind, Sink, Value>,
  run: OutputRun<Value>,
): OutputRun<Value> {
  return run;
}
