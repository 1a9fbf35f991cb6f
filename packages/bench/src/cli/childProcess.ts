import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BenchmarkError } from '../benchmark.js';
import type { MeasureOptions } from '../measure/measure.js';
import type { Measurement } from '../measure/measurement.js';
import type { Job } from './arguments.js';

/** What a child process is told, as JSON in its only argument. */
export interface ChildTask extends Job {
  readonly measure: MeasureOptions;
}

const CHILD = fileURLToPath(new URL('../child.js', import.meta.url));
/** The large grids must fit; Node's own limit depends on the machine. */
const NODE_OPTIONS = ['--expose-gc', '--max-old-space-size=8192'];

/** Measures one benchmark in a process of its own. */
export async function measureInChild(task: ChildTask): Promise<Measurement> {
  const child = spawn(process.execPath, [...NODE_OPTIONS, CHILD, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new BenchmarkError(`${task.family} failed with exit code ${code}`);
  return JSON.parse(output) as Measurement;
}
