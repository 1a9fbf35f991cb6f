// The command in a thread of its own: the main thread is free for signals while a scenario runs.

import { dirname, resolve } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { thrownText } from '@packetloom/runner/internal';
import { isHostRealmError } from '../script/hostRealmError.js';
import { OutputError } from './outputError.js';
import { runCommand } from './runCommand.js';
import { StandardStream } from './standardStream.js';
import type { ThreadMessage } from './threadMessage.js';

/** As for everything else that is wrong with the input. */
const EXIT_BAD_INPUT = 2;
/** Not 0, 1 or 2, which say how scenarios went: the program itself is wrong (EX_SOFTWARE of BSD). */
const EXIT_INTERNAL_ERROR = 70;

const stdout = new StandardStream(1, 'standard output');
const errors = new StandardStream(2, 'standard error');
const stderr = { isTTY: errors.isTTY, write: complain };

/** Where not even this can be written, the exit code has to do. */
function complain(text: string): void {
  try {
    errors.write(text);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
  }
}

// Nothing of our own is asynchronous: it is a script's promise, which nobody in the script waits for.
process.on('unhandledRejection', (reason) => {
  complain(`scenario: a promise of a script failed unnoticed: ${thrownText(reason)}\n`);
  process.exitCode = EXIT_BAD_INPUT;
});

const tell = (message: ThreadMessage) => parentPort?.postMessage(message);

try {
  process.exitCode = runCommand(process.argv.slice(2), {
    stdout,
    stderr,
    environment: process.env,
    folder: folderOfTheUser(),
    nowMs: () => performance.now(),
    temporaryFiles: {
      began: (path) => tell({ kind: 'began', path }),
      ended: (path) => tell({ kind: 'ended', path }),
    },
  });
} catch (error) {
  const what = isHostRealmError(error) ? (error.stack ?? error.message) : thrownText(error);
  complain(
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
