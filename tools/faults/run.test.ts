import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('run.mjs', import.meta.url));

function faults(...words: readonly string[]) {
  return spawnSync(process.execPath, [PROGRAM, ...words], { encoding: 'utf8' });
}

it('a fault for which there was no time is not found, and makes the command fail', () => {
  // Takes nearly three seconds. A fault of core would run out of time with the vectors already.
  const { status, stdout } = faults('--only', 'takes one packet more', '--limit', '1');
  expect(stdout).toContain('| **nothing** | fuzzer ran out of time | |\n');
  expect(stdout).toContain('\n0 of 1 found.\n');
  expect(stdout).toContain('| **ran out of time** | 1.0 |\n');
  expect(status).toBe(1);
});

it.each([['--jobs', '0'], ['--limit', 'x'], ['--quickly']])('%s is refused', (...words) => {
  const { status, stderr } = faults(...words);
  expect(stderr).toContain(words[0]);
  expect(stderr).toContain('usage: npm run faults');
  expect(status).toBe(2);
});
