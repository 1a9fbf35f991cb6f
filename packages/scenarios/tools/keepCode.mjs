// Runs scenarios with the bundled command, and keeps the code that V8 has made of it by then: of the functions that
// scenarios need, and no others. Called by the bundler, in a process of its own.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codeOf, runCompiled } from '../dist/cli/compiledFile.js';

const FILE = fileURLToPath(new URL('../dist/command/command.cjs', import.meta.url));
const GALLERY = fileURLToPath(new URL('../gallery/', import.meta.url));
const SCENARIOS = ['two-hosts', 'router-chain', 'traffic'];

process.argv = [process.execPath, FILE, ...SCENARIOS.map((name) => `${GALLERY}${name}.yaml`)];
const script = runCompiled(FILE);
if (process.exitCode !== 0) throw new Error('a scenario of the gallery failed');
writeFileSync(codeOf(FILE), script.createCachedData());
