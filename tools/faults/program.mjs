// Programs of Node that are given so many seconds of the processor, and how they ended.

import { spawn } from 'node:child_process';

/**
 * How a program ended: by itself, because it ran out of time, or by a signal from elsewhere.
 * @typedef {object} Ending
 * @property {'exit' | 'out of time' | 'signal'} by
 * @property {number | null} code Exit code; null unless it ended by itself.
 * @property {number} seconds Of the processor, all threads together; the limit where it ran out of time.
 * @property {string} stdout
 */

/** Told by the process itself at its end: other processes slow it down, but do not add to this. */
const MEASURE = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, String((userCPUTime + systemCPUTime) / 1e6));
});
`)}`;

/**
 * Starts a program and waits for its end.
 * @param {string} program Path of a module.
 * @param {readonly string[]} words
 * @param {number} limit Seconds of the processor, a whole number. The kernel counts them, so that a busy machine
 *   changes nothing.
 * @returns {Promise<Ending>}
 */
export function runProgram(program, words, limit) {
  const node = ['--max-old-space-size=900', '--import', MEASURE, program, ...words];
  const shell = ['-c', `ulimit -c 0; ulimit -S -t ${limit} && exec "$@"`, 'sh', process.execPath];
  const child = spawn('/bin/sh', [...shell, ...node], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  const stdout = textOf(child.stdio[1]);
  const seconds = textOf(child.stdio[3]);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const ended = { code, seconds: Number(seconds()), stdout: stdout() };
      if (signal === null) resolve({ ...ended, by: 'exit' });
      else if (signal === 'SIGXCPU') resolve({ ...ended, by: 'out of time', seconds: limit });
      else resolve({ ...ended, by: 'signal' });
    });
  });
}

/**
 * Collects a stream.
 * @param {import('node:stream').Readable | import('node:stream').Writable | null | undefined} stream
 */
function textOf(stream) {
  let text = '';
  stream?.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}
