#!/usr/bin/env node
// The command `npm run scenario`, and `packetloom` where it is installed. A scenario runs in a thread of
// its own, so that this one hears of signals and can clean up.

import { rmSync, writeSync } from 'node:fs';
import { constants, totalmem } from 'node:os';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { ThreadMessage } from './threadMessage.js';

const EXIT_BAD_INPUT = 2;
const EXIT_INTERNAL_ERROR = 70;
/** What shells make of a process that a signal ended: 128 and its number. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SIGNALLED = 128;

const temporaryFiles = new Set<string>();
// What was preloaded into this thread (--import) stays in it.
const thread = new Worker(new URL('./commandThread.js', import.meta.url), {
  argv: process.argv.slice(2),
  execArgv: [],
  ...heapLimit(),
});

/** Three quarters of the memory that there is, unless the user says how much; Node's own limit is 4 GB at most. */
function heapLimit(): WorkerOptions {
  const words = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  if (/--max[-_]old[-_]space[-_]size/.test(words)) return {};
  const allowed = process.constrainedMemory();
  const bytes = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
  return { resourceLimits: { maxOldGenerationSizeMb: Math.floor((bytes * 0.75) / 2 ** 20) } };
}

thread.on('message', ({ kind, path }: ThreadMessage) => {
  if (kind === 'began') temporaryFiles.add(path);
  else temporaryFiles.delete(path);
});
thread.on('error', (error: NodeJS.ErrnoException) => {
  removeTemporaryFiles();
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    complain(
      'scenario: there is not enough memory for this; NODE_OPTIONS=--max-old-space-size=8192 allows 8 GB',
    );
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  complain(`This is a bug of Packetloom. Please report it, with this:\n${error.stack}`);
  process.exitCode = EXIT_INTERNAL_ERROR;
});
thread.on('exit', (code) => {
  process.exitCode ??= code;
});

for (const signal of SIGNALS) {
  process.once(signal, async () => {
    // Only when nothing can be written any more is it known what is to be removed.
    await thread.terminate();
    removeTemporaryFiles();
    process.exit(SIGNALLED + constants.signals[signal]);
  });
}

function removeTemporaryFiles(): void {
  for (const path of temporaryFiles) rmSync(path, { force: true });
}

function complain(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // The exit code has to do.
  }
}
