#!/usr/bin/env node
// The command `npm run scenario`: everything of it that belongs to the process.

import { dirname, resolve } from 'node:path';
import { isOurError, thrownText } from '../script/index.js';
import { runCommand } from './runCommand.js';

/** As for everything else that is wrong with the input. */
const EXIT_BAD_INPUT = 2;
/** Not 0, 1 or 2, which say how scenarios went: the program itself is wrong (EX_SOFTWARE of BSD). */
const EXIT_INTERNAL_ERROR = 70;

// Whoever reads the output may stop reading (`| head`); the exit code is then still to be right.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// Nothing of our own is asynchronous: it is a script's promise, which nobody in the script waits for.
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`scenario: a promise of a script failed unnoticed: ${thrownText(reason)}\n`);
  process.exitCode = EXIT_BAD_INPUT;
});

try {
  process.exitCode = runCommand(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    folder: folderOfTheUser(),
    nowMs: () => performance.now(),
  });
} catch (error) {
  const what = isOurError(error) ? (error.stack ?? error.message) : thrownText(error);
  process.stderr.write(
    `This is a bug of Packetloom, not of your scenario. Please report it, with the scenario and this:\n${what}\n`,
  );
  process.exitCode = EXIT_INTERNAL_ERROR;
}

/** npm runs scripts in the folder of package.json, wherever the user is; INIT_CWD is where. */
function folderOfTheUser(): string {
  const { INIT_CWD, npm_lifecycle_event, npm_package_json } = process.env;
  const here = process.cwd();
  const byNpm =
    npm_lifecycle_event === 'scenario' &&
    npm_package_json !== undefined &&
    resolve(dirname(npm_package_json)) === here;
  return byNpm && INIT_CWD !== undefined ? INIT_CWD : here;
}
