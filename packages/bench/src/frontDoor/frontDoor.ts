import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchmarkError } from '../benchmark.js';
import type { Output } from '../cli/output.js';
import { readFrontDoorArguments } from './frontDoorArguments.js';
import { PHASES, type PhaseCost, type PhaseCosts } from './measurePhases.js';
import { type NetworkSpec, type ScenarioFiles, scenarioFiles } from './scenarioText.js';

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url));
const METER = new URL('./meter.js', import.meta.url).href;
const COMMAND = fileURLToPath(new URL('../../../scenarios/dist/command/main.js', import.meta.url));
/** Behind standard input, output and error. */
const METER_PIPE = 3;
/** As the command has it. */
const HEAP = '--max-old-space-size=8192';
const MIB = 2 ** 20;

/** Measures scenario files from the text to the report, and the command as a whole; the lines of a table. */
export function frontDoor(words: readonly string[], { out }: Output): void {
  const { networks, json, write } = readFrontDoorArguments(words);
  if (write !== null) {
    for (const network of networks) out(`${writeFiles(write, scenarioFiles(network))}\n`);
    return;
  }
  if (!json) out(headLine());
  for (const network of networks) {
    const measured = measureNetwork(network);
    out(json ? `${JSON.stringify({ ...network, ...measured })}\n` : tableLine(network, measured));
  }
}

/** What the phases took in one process, and the whole command in another one. */
interface NetworkCosts {
  readonly phases: PhaseCosts;
  readonly command: PhaseCost;
}

function measureNetwork(network: NetworkSpec): NetworkCosts {
  const folder = mkdtempSync(join(tmpdir(), 'front-door-'));
  try {
    const path = writeFiles(folder, scenarioFiles(network));
    return {
      phases: reported<PhaseCosts>([HEAP, CHILD, path], 1),
      command: reported<PhaseCost>(['--import', METER, COMMAND, path, '--quiet'], METER_PIPE),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Node; what it tells, as JSON, by one of its pipes. */
function reported<Told>(words: readonly string[], pipe: number): Told {
  const { status, signal, output, stderr } = spawnSync(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: MIB,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new BenchmarkError(`${words.join(' ')} ended with ${status ?? signal}\n${stderr}`);
  }
  return JSON.parse(output[pipe] ?? '') as Told;
}

/** Returns the path of the scenario. */
function writeFiles(folder: string, { name, text, topology }: ScenarioFiles): string {
  mkdirSync(folder, { recursive: true });
  if (topology !== null) writeFileSync(join(folder, topology.name), topology.text);
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const WIDTHS = { network: 22, phase: 10, memory: 11 };

function headLine(): string {
  const phases = PHASES.map((phase) => phase.padStart(WIDTHS.phase)).join('');
  const rest = ['peak', 'command', 'peak'].map((text) => text.padStart(WIDTHS.memory)).join('');
  return `${'CPU seconds'.padEnd(WIDTHS.network)}${phases}${rest}\n`;
}

function tableLine(
  { shape, routers, format }: NetworkSpec,
  { phases, command }: NetworkCosts,
): string {
  const seconds = (cost: PhaseCost) => cost.cpuSeconds.toFixed(2);
  const memory = ({ peakRssBytes }: PhaseCost) => `${Math.round(peakRssBytes / MIB)} MiB`;
  const cells = PHASES.map((phase) => seconds(phases[phase]).padStart(WIDTHS.phase)).join('');
  const rest = [memory(phases.report), seconds(command), memory(command)];
  const written = format === 'yaml' ? '' : ` ${format}`;
  const network = `${shape} ${routers}${written}`.padEnd(WIDTHS.network);
  return `${network}${cells}${rest.map((text) => text.padStart(WIDTHS.memory)).join('')}\n`;
}
