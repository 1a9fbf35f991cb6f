// Sets the project up before a command of package.json runs: installs what the lockfile names and
// builds what has changed. Uses Node's built-ins alone, because nothing else is there on the first
// start. When all is up to date it costs a few milliseconds.
//
//   node tools/bootstrap.mjs            install and build what is missing
//   node tools/bootstrap.mjs --install  install only
//
// Everything goes to stderr: stdout belongs to the command that follows.

import { fileURLToPath } from 'node:url';
import { SetUpError, setUp } from './bootstrap/setUp.mjs';

// Not 1 or 2: to a scenario run these mean "an expectation failed" and "bad input".
const EXIT_SET_UP_FAILED = 3;

try {
  await setUp({
    root: fileURLToPath(new URL('..', import.meta.url)),
    build: !process.argv.includes('--install'),
  });
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  process.stderr.write(`packetloom: ${error.message}\n`);
  process.exitCode = EXIT_SET_UP_FAILED;
}
