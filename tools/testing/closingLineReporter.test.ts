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

  // One run for all that can go wrong: to start one takes seconds.
  it('counts what passed, failed and was skipped; files that do not load and failing hooks, too', () => {
    const outcome = run({
      passing: PASSING, // 2 passed
      failing: FAILING, // 1 passed, 1 failed
      skipping: SKIPPING, // 1 passed, 1 skipped
      broken: NOT_LOADING, // 1 failed
      hook: FAILING_HOOK, // 1 failed, 1 skipped
    });
    expect(outcome).toEqual({ status: 1, lastLine: '4 passed, 3 failed, 2 skipped' });
  });

  it('says so if all is well, and stands after the coverage report', () => {
    const outcome = run({ passing: PASSING }, ['--coverage']);
    expect(outcome).toEqual({ status: 0, lastLine: '2 passed, 0 failed' });
  });
});
