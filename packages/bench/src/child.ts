// Measures one benchmark: the program of the processes that `main` starts.
import { families } from './benchmarks/index.js';
import type { ChildTask } from './cli/childProcess.js';
import { measure } from './measure/measure.js';

const task = JSON.parse(process.argv[2] ?? '') as ChildTask;
const family = families.find(({ name }) => name === task.family);
if (family === undefined) throw new Error(`no benchmark is named "${task.family}"`);
process.stdout.write(`${JSON.stringify(measure(family.create(task.options), task.measure))}\n`);
