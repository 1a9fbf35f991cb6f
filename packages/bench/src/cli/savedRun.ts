import { readFileSync, writeFileSync } from 'node:fs';
import type { Measurement } from '../measure/measurement.js';
import { UsageError } from './arguments.js';

/** A saved run by the titles of its benchmarks; throws a {@link UsageError} if there is none. */
export function readRun(path: string): ReadonlyMap<string, Measurement> {
  try {
    const lines = readFileSync(path, 'utf8').split('\n');
    const measurements = lines
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Measurement);
    return new Map(measurements.map((measurement) => [measurement.benchmark, measurement]));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${path} is no saved run: ${why}`);
  }
}

/** Saves a run, one line of JSON for each benchmark. */
export function saveRun(path: string, measurements: readonly Measurement[]): void {
  writeFileSync(
    path,
    measurements.map((measurement) => `${JSON.stringify(measurement)}\n`).join(''),
  );
}
