// The thread of the bundled command: `commandThread`, compiled by the build.
import { fileURLToPath } from 'node:url';
import { runCompiled } from './compiledFile.js';

runCompiled(fileURLToPath(new URL('./command.cjs', import.meta.url)));
