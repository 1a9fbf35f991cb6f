import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Measurement } from '../measure/measurement.js';
import { UsageError } from './arguments.js';
import { jsonLine, tableLine } from './report.js';
import { readRun, saveRun } from './savedRun.js';
import { smokeComplaint } from './smoke.js';

const measurement: Measurement = {
  benchmark: 'chain --routers 8',
  hops: 900_000,
  seconds: 0.3,
  runSeconds: [0.3],
  hopsPerSecond: 3_000_000,
  events: 1_000_000,
  eventsPerSecond: 3_333_333,
  peakRssBytes: 100 * 1024 * 1024,
  setupSeconds: 0.002,
  bytesPerNode: 8000,
  extra: {},
};
const base = { ...measurement, hopsPerSecond: 1_500_000 };

describe('the report', () => {
  it('shows the rate, and its ratio to a base', () => {
    const line = tableLine(measurement, base);
    expect(line).toContain('3,000,000 hops/s');
    expect(line).toContain('8000 B/node');
    expect(line).toMatch(/2\.00 × base\n$/);
    expect(tableLine(measurement, undefined)).not.toContain('base');
  });

  it('is one line of JSON on request', () => {
    expect(JSON.parse(jsonLine(measurement, undefined))).toEqual(measurement);
    expect(JSON.parse(jsonLine(measurement, base))).toEqual({ ...measurement, ratio: 2 });
  });

  it('complains in a smoke run where something is out of all proportion', () => {
    expect(smokeComplaint(measurement)).toBeNull();
    expect(smokeComplaint({ ...measurement, hopsPerSecond: 10_000 })).toContain('10000 hops/s');
  });
});

describe('a saved run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packetloom-bench-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read as it was saved', () => {
    const path = join(folder, 'run.jsonl');
    saveRun(path, [measurement, { ...measurement, benchmark: 'star --hosts 256' }]);
    const run = readRun(path);
    expect([...run.keys()]).toEqual(['chain --routers 8', 'star --hosts 256']);
    expect(run.get('chain --routers 8')).toEqual(measurement);
  });

  it('is refused where there is none', () => {
    expect(() => readRun(join(folder, 'missing.jsonl'))).toThrow(UsageError);
  });
});
