// Checks the rules of style that no linter knows, over every text file that git keeps or would.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findingsIn } from './style/rules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const listing = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
const paths = listing.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));

let findings = 0;
for (const path of paths) {
  const content = readFileSync(join(root, path));
  if (content.includes(0)) continue; // not text
  const lines = content.toString('utf8').replace(/\n$/, '').split('\n');
  for (const { line, rule, text } of findingsIn({ path, lines })) {
    findings += 1;
    process.stdout.write(
      `${path}:${line}: ${rule}${text === '' ? '' : `: ${text.slice(0, 120)}`}\n`,
    );
  }
}
process.stdout.write(`${paths.length} files, ${findings} findings of style\n`);
process.exitCode = findings > 0 ? 1 : 0;
