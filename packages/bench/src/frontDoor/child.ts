// Measures the phases of one scenario file: the program of the processes that `frontDoor` starts.
import { measurePhases } from './measurePhases.js';

process.stdout.write(`${JSON.stringify(measurePhases(process.argv[2] ?? ''))}\n`);
