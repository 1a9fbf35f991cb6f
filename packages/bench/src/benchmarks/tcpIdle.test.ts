import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { measure } from '../measure/measure.js';
import { tcpIdle } from './tcpIdle.js';

const before = globalThis.gc;
beforeAll(() => {
  setFlagsFromString('--expose-gc');
  globalThis.gc = runInNewContext('gc') as NonNullable<typeof globalThis.gc>;
});
afterAll(() => {
  globalThis.gc = before;
});

it('an idle TCP connection takes at most 2 KB an end', () => {
  const { bytesPerNode } = measure(tcpIdle.create({ flows: 2000 }), { runs: 1, warmUp: true });
  expect(bytesPerNode).toBeLessThan(2048);
  // Less than the fields alone would mean that nothing was measured.
  expect(bytesPerNode).toBeGreaterThan(1000);
});
