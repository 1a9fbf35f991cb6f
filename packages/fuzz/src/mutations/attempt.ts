import { spawnSync } from 'node:child_process';

/** What a program may take. */
export interface Limits {
  /** Of the processor, all threads together. */
  readonly seconds: number;
  readonly megabytes: number;
}

/** A program, started with a file. */
export interface Attempt {
  readonly program: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly limits: Limits;
}

/** How it went. */
export interface Outcome {
  readonly code: number | null;
  /** Of the processor; null if the process was ended from outside. */
  readonly seconds: number | null;
  readonly megabytes: number | null;
  /** Invariants that it broke, in words; none if it did well. */
  readonly faults: readonly string[];
  readonly stderr: string;
}

/** Told by the process itself at its end: other processes slow it down, but do not add to this. */
const MEASURE = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }));
});
`)}`;

const GOOD_CODES: readonly (number | null)[] = [0, 1, 2];
const STACK = /^\s+at .+:\d+:\d+\)?$|node:internal/m;
/** Beyond this a process that waits for something is ended. */
const MAX_RUN_MS = 600_000;

/** Starts a program, and says which invariants it breaks: exit code, stack traces, JSON, time and space. */
export function attempt({ program, words, folder, limits }: Attempt): Outcome {
  const node = [`--max-old-space-size=${limits.megabytes}`, '--import', MEASURE, program, ...words];
  // The kernel counts the time, so that a busy machine changes nothing.
  const shell = ['-c', `ulimit -t ${limits.seconds} && exec "$@"`, 'sh', process.execPath, ...node];
  const { status, signal, stdout, stderr, output } = spawnSync('/bin/sh', shell, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: MAX_RUN_MS,
  });
  const reported: Partial<Record<'seconds' | 'megabytes', number>> = JSON.parse(output[3] || '{}');
  const { seconds = null, megabytes = null } = reported;
  const faults: string[] = [];
  if (signal !== null)
    faults.push(`ended by ${signal}: more than ${limits.seconds} s, or no memory`);
  else if (!GOOD_CODES.includes(status)) faults.push(`exit code ${status}`);
  if (STACK.test(stderr)) faults.push('a stack trace');
  if (status === 2 && stderr === '') faults.push('exit code 2 without a word');
  if (signal === null && words.includes('--json') && !isJson(stdout)) faults.push('no JSON');
  if (megabytes !== null && megabytes > limits.megabytes) {
    faults.push(`${megabytes.toFixed(0)} MB, more than ${limits.megabytes}`);
  }
  return { code: status, seconds, megabytes, faults, stderr };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
