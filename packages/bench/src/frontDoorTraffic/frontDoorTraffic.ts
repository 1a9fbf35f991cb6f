import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Output } from '../cli/output.js';
import { median } from '../measure/median.js';
import { processCost } from './processCost.js';
import { readTrafficArguments, type TrafficArguments } from './trafficArguments.js';
import { hopsOf, type TrafficNetwork, type TrafficOutput, trafficText } from './trafficNetwork.js';

const COMMAND = fileURLToPath(new URL('../../../scenarios/dist/command/main.js', import.meta.url));
const HOPS = /"hops":(\d+)/;

/** What came of a scenario file with an output. */
interface TrafficMeasurement {
  readonly network: string;
  readonly output: TrafficOutput;
  readonly hops: number;
  /** Of each run: the whole command, its start included. */
  readonly cpuSeconds: readonly number[];
  /** Packet-hops in a second of CPU, over those of the comparison program in the run after it. */
  readonly ratios: readonly number[];
}

/** Measures the command on scenario files with much traffic, with and without outputs. */
export function frontDoorTraffic(words: readonly string[], { out }: Output): void {
  const asked = readTrafficArguments(words);
  const { networks, outputs, json } = asked;
  const folder = asked.write ?? mkdtempSync(join(tmpdir(), 'front-door-traffic-'));
  try {
    if (!json && asked.write === null) out(headLine());
    for (const network of networks) {
      let plain: TrafficMeasurement | null = null;
      for (const output of outputs) {
        const path = writeFile(folder, network, output, asked);
        if (asked.write !== null) {
          out(`${path}\n`);
          continue;
        }
        const measured = measure(path, network, output, asked);
        if (output === 'none') plain = measured;
        out(json ? `${JSON.stringify(measured)}\n` : tableLine(measured, plain));
      }
    }
  } finally {
    if (asked.write === null) rmSync(folder, { recursive: true, force: true });
  }
}

function writeFile(
  folder: string,
  network: TrafficNetwork,
  output: TrafficOutput,
  { datagrams }: TrafficArguments,
): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${network.name}-${output}.yaml`);
  writeFileSync(path, trafficText(network, datagrams ?? network.datagrams, output));
  return path;
}

function measure(
  path: string,
  network: TrafficNetwork,
  output: TrafficOutput,
  { runs, datagrams: given, against }: TrafficArguments,
): TrafficMeasurement {
  const datagrams = given ?? network.datagrams;
  const hops = hopsOf(network, datagrams);
  const cpuSeconds: number[] = [];
  const ratios: number[] = [];
  for (let run = 0; run < runs; run++) {
    const seconds = commandSeconds(path, output, datagrams);
    cpuSeconds.push(seconds);
    if (against === null) continue;
    const packets = `P=${datagrams * network.flows.length}`;
    const { cpuSeconds: theirs, stdout } = processCost(against, [
      ...network.counterpart,
      'csum=1',
      packets,
    ]);
    ratios.push(hops / seconds / (Number(HOPS.exec(stdout)?.[1] ?? hops) / theirs));
  }
  return { network: network.name, output, hops, cpuSeconds, ratios };
}

/** Runs the command once; it must pass. What it writes is removed. */
function commandSeconds(path: string, output: TrafficOutput, datagrams: number): number {
  const folder = `${path}.out`;
  const words =
    output === 'explain'
      ? ['--explain', `app.flow0#${Math.ceil(datagrams / 2)}`]
      : output === 'none'
        ? []
        : ['--out', folder];
  try {
    return processCost(process.execPath, [COMMAND, path, ...words]).cpuSeconds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const WIDTHS = { network: 10, output: 15, number: 14 };

function headLine(): string {
  const cells = ['CPU seconds', 'hops/CPU s', 'over none', 'ratio', 'range'];
  return `${'network'.padEnd(WIDTHS.network)}${'output'.padEnd(WIDTHS.output)}${row(cells)}\n`;
}

function tableLine(
  { network, output, hops, cpuSeconds, ratios }: TrafficMeasurement,
  plain: TrafficMeasurement | null,
): string {
  const seconds = median(cpuSeconds);
  const over = plain === null ? '' : (seconds / median(plain.cpuSeconds)).toFixed(2);
  const range =
    ratios.length === 0
      ? ['', '']
      : [
          median(ratios).toFixed(1),
          `${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}`,
        ];
  const cells = [
    seconds.toFixed(2),
    Math.round(hops / seconds).toLocaleString('en-US'),
    over,
    ...range,
  ];
  return `${network.padEnd(WIDTHS.network)}${output.padEnd(WIDTHS.output)}${row(cells)}\n`;
}

function row(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(WIDTHS.number)).join('');
}
