import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEVIATION_QUANTILES } from './delayDistributions.js';

/** Where distributions put the tables of iproute2. */
const FOLDERS = ['/usr/lib/x86_64-linux-gnu/tc', '/usr/lib/tc', '/usr/lib64/tc', '/lib/tc'];
/** Tables are in units of 1/8192 of the jitter. */
const SCALE = 8192;

function tableOf(name: string): number[] | null {
  const path = FOLDERS.map((folder) => `${folder}/${name}.dist`).find((each) => existsSync(each));
  if (path === undefined) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const words = lines
    .filter((line) => !line.startsWith('#'))
    .join(' ')
    .split(/\s+/);
  return words.filter((word) => word !== '').map(Number);
}

describe('the distributions of jitter', () => {
  it.each(['normal', 'pareto', 'paretonormal'] as const)(
    'have the table of iproute2 for %s',
    (name) => {
      const table = tableOf(name);
      if (table === null) return expect.unreachable(`iproute2 has no table for ${name} here`);
      const distances = table.map((entry, index) =>
        Math.abs(entry - DEVIATION_QUANTILES[name](index / table.length) * SCALE),
      );
      // Its tables of the normal distribution come from a coarse search, worst at both ends.
      const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
      expect(mean / SCALE).toBeLessThan(0.0003);
      expect(Math.max(...distances.slice(10, -10)) / SCALE).toBeLessThan(0.01);
    },
  );
});
