import { spawnSync } from 'node:child_process';
import { BenchmarkError } from '../benchmark.js';

/** What a program took, and what it printed. */
export interface ProcessCost {
  /** User and system, all threads. */
  readonly cpuSeconds: number;
  readonly stdout: string;
}

/** The shell's own account of its children, as its last line: `0m1.23s 0m0.45s`. */
const SCRIPT = '"$@"; code=$?; times; exit $code';
const TIMES = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/;
const MAX_STDOUT_BYTES = 2 ** 26;

/** Runs a program to its end; throws a {@link BenchmarkError} if it fails. */
export function processCost(program: string, words: readonly string[]): ProcessCost {
  const { status, signal, stdout, stderr } = spawnSync(
    'sh',
    ['-c', SCRIPT, 'sh', program, ...words],
    {
      encoding: 'utf8',
      maxBuffer: MAX_STDOUT_BYTES,
    },
  );
  const [, ...times] = TIMES.exec(stdout) ?? [];
  if (status !== 0 || times.length === 0) {
    throw new BenchmarkError(
      `${[program, ...words].join(' ')} ended with ${status ?? signal}\n${stderr}`,
    );
  }
  const [userMinutes, user, systemMinutes, system] = times.map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return { cpuSeconds: 60 * (userMinutes + systemMinutes) + user + system, stdout };
}
