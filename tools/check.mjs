// Runs all checks of package.json, each to its end, and tells at the end which ones failed.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKS = ['lint', 'typecheck', 'deadcode', 'dependencies', 'style', 'api:check'];

const root = fileURLToPath(new URL('..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;

const failed = CHECKS.filter((check) => {
  process.stdout.write(`\n— ${check}: ${scripts[check]}\n`);
  const { status } = spawnSync(scripts[check], {
    cwd: root,
    env: { ...process.env, PATH: path },
    shell: true,
    stdio: 'inherit',
  });
  return status !== 0;
});

process.stdout.write(
  failed.length === 0
    ? `\nAll ${CHECKS.length} checks passed.\n`
    : `\nFailed: ${failed.join(', ')} (run one alone with npm run NAME).\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
