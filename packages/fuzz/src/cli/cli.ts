import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureFile, replayCommand } from '../failureFile.js';
import { type FuzzFailure, fuzz } from '../fuzz.js';
import { PROPERTIES, type Property } from '../properties/index.js';
import { ArgumentsError, type FuzzArguments, readArguments, USAGE } from './arguments.js';

/** What the command line needs of the machine. */
export interface CommandPorts {
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  readonly nowMs: () => number;
}

const DEFAULT_RUNS = 1000;
const PROGRESS_MS = 5000;

/** Runs the command; the result is the exit code: 0 nothing found, 1 found, 2 wrong arguments. */
export async function fuzzCommand(argv: readonly string[], ports: CommandPorts): Promise<number> {
  try {
    const asked = readArguments(argv);
    if (asked.help) ports.print(USAGE);
    else if (asked.list) ports.print(listing());
    else return await run(asked, ports);
    return 0;
  } catch (error) {
    if (!(error instanceof ArgumentsError)) throw error;
    ports.printError(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function run(
  asked: FuzzArguments,
  { print, printError, nowMs }: CommandPorts,
): Promise<number> {
  const began = nowMs();
  const seconds = () => ((nowMs() - began) / 1000).toFixed(1);
  const seed = asked.seed ?? began % 1_000_000_000;
  const limit = asked.runs ?? (asked.seconds === null ? DEFAULT_RUNS : Number.POSITIVE_INFINITY);
  printError(`fuzz: seed ${seed}\n`);
  let told = began;
  const { runs, failure } = await fuzz({
    properties: propertiesFor(asked.property),
    only: asked.property,
    seed,
    shrink: asked.shrink,
    runs: limit,
    mayGoOn: () => asked.seconds === null || nowMs() - began < asked.seconds * 1000,
    ...(asked.path === null ? {} : { path: asked.path }),
    onProgress: (done) => {
      if (nowMs() - told < PROGRESS_MS) return;
      told = nowMs();
      printError(`fuzz: ${done} scenarios in ${seconds()} s\n`);
    },
  });
  if (failure === null) {
    print(`${runs} scenarios in ${seconds()} s, nothing found (seed ${seed})\n`);
    return 0;
  }
  print(report(failure, write(failure, asked.out), runs, seconds()));
  return 1;
}

function report(failure: FuzzFailure, file: string, runs: number, seconds: string): string {
  const { finding, seed, path, shrinks } = failure;
  return [
    `FOUND after ${runs} scenarios in ${seconds} s: ${finding.name} is broken`,
    `  ${finding.message}`,
    `  seed ${seed}, path ${path}, ${shrinks} times made smaller`,
    `  npm run scenario -- ${file}`,
    `  ${replayCommand(failure)}`,
    '',
  ].join('\n');
}

function write(failure: FuzzFailure, folder: string): string {
  const { name, text } = failureFile(failure);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function propertiesFor(name: string | null): readonly Property[] {
  if (name === null) return PROPERTIES;
  const fitting = PROPERTIES.filter(({ promises }) =>
    promises.some((promise) => promise.name === name),
  );
  if (fitting.length > 0) return fitting;
  throw new ArgumentsError(`--property ${name}: there is none of this name; --list shows all`);
}

function listing(): string {
  const promises = PROPERTIES.flatMap((property) => property.promises);
  return promises.map(({ name, meaning }) => `${name}\n  ${meaning}\n`).join('');
}
