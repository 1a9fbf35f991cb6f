// Wraps the lines of the documentation that are too long: `npm run wrap`.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wrapped } from './style/wrap.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const listing = execFileSync('git', ['ls-files', '-z', '*.md'], { cwd: root, encoding: 'utf8' });
for (const path of listing.split('\0').filter((name) => name !== '')) {
  const text = readFileSync(join(root, path), 'utf8');
  const short = wrapped(text);
  if (short !== text) writeFileSync(join(root, path), short);
}
