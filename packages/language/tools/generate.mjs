// Writes what is made from the schema of the scenario language: the types of a scenario document,
// and the reference page. Run it after a change of the schema; a test tells when it was forgotten.
//
//   node packages/language/tools/generate.mjs

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generatedFiles } from './generated.mjs';

const root = new URL('../../../', import.meta.url);
for (const { path, content } of await generatedFiles()) {
  writeFileSync(new URL(path, root), content);
  process.stdout.write(`wrote ${fileURLToPath(new URL(path, root))}\n`);
}
