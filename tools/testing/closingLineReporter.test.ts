import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REPORTER = fileURLToPath(new URL('closingLineReporter.ts', import.meta.url));

const PASSING = `import { expect, it } from 'vitest';
it('one', () => expect(1).toBe(1));
it('two', () => expect(2).toBe(2));`;
const FAILING = `import { expect, it } from 'vitest';
it('fails', () => expect(1).toBe(2));
it('passes', () => expect(1).toBe(1));`;
const SKIPPING = `import { it } from 'vitest';
it('runs', () => {});
it('does not run', { skip: true }, () => {});`;
const NOT_LOADING = `import './nothing-here.js';`;
const FAILING_HOOK = `import { beforeAll, describe, it } from 'vitest';
describe('suite', () => {
  beforeAll(() => { throw new Error('no set-up'); });
  it('never runs', () => {});
});`;

describe('the closing line of a test run', () => {
  let folder: string;

  beforeAll(() => {
    // Inside of the project, where the test files find vitest.
    const parent = join(ROOT, 'node_modules', '.packetloom');
    mkdirSync(parent, { recursive: true });
    folder = mkdtempSync(join(parent, 'reporter-'));
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      `import { ClosingLineReporter } from ${JSON.stringify(REPORTER)};
      export default { test: { include: ['*.test.mjs'], exclude: [],
        reporters: ['default', new ClosingLineReporter()],
        coverage: { provider: 'v8', reporter: ['text'], reportsDirectory: 'coverage' } } };`,
    );
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (files: Record<string, string>, parameters: string[] = []) => {
    const names = Object.keys(files).map((name) => `${name}.test.mjs`);
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, `${name}.test.mjs`), content);
    }
    const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
    const { status, stdout } = spawnSync(
      process.execPath,
      [vitest, 'run', '--root', folder, ...parameters, ...names],
      { encoding: 'utf8', env: { ...process.env, VITEST: undefined } },
    );
    return { status, lastLine: stdout.trimEnd().split('\n').at(-1) };
  };

  it('counts what passed', () => {
    expect(run({ passing: PASSING })).toEqual({ status: 0, lastLine: '2 passed, 0 failed' });
  });

  it('counts what failed and what was skipped', () => {
    const outcome = run({ passing: PASSING, failing: FAILING, skipping: SKIPPING });
    expect(outcome).toEqual({ status: 1, lastLine: '4 passed, 1 failed, 1 skipped' });
  });

  it('counts a file that cannot be loaded as failed', () => {
    const outcome = run({ passing: PASSING, broken: NOT_LOADING });
    expect(outcome).toEqual({ status: 1, lastLine: '2 passed, 1 failed' });
  });

  it('counts a failing hook as failed, and the tests behind it as skipped', () => {
    const outcome = run({ hook: FAILING_HOOK });
    expect(outcome).toEqual({ status: 1, lastLine: '0 passed, 1 failed, 1 skipped' });
  });

  it('stands after the coverage report', () => {
    const outcome = run({ passing: PASSING }, ['--coverage']);
    expect(outcome).toEqual({ status: 0, lastLine: '2 passed, 0 failed' });
  });
});
