import { Command, CommanderError } from 'commander';
import { runScript, type Verdict } from './runScript.js';
import { readScript, scriptFiles } from './scriptFiles.js';

/** Where a run writes to. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Exit codes. */
const ALL_PASSED = 0;
const SOME_DID_NOT_PASS = 1;
const BAD_INPUT = 2;
const INTERNAL_ERROR = 70;

interface Options {
  readonly verbose?: true;
  readonly define: readonly string[];
}

/**
 * Runs the command line; returns the exit code: 0, 1 if a script did not pass, 2 on bad input, 70 if a fault of
 * ours came to light.
 */
export async function main(args: readonly string[], output: Output): Promise<number> {
  const command = describeCommand(output);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ALL_PASSED : BAD_INPUT;
    throw error;
  }
  const options = command.opts<Options>();
  const defines = definesOf(options.define);
  const files = await scriptFiles(command.args);
  if (typeof defines === 'string') return refuse(output, defines);
  if ('problem' in files) return refuse(output, files.problem);
  return runAll(files, defines, options.verbose === true, output);
}

function describeCommand(output: Output): Command {
  const collect = (value: string, before: readonly string[]) => [...before, value];
  return new Command('packetdrill')
    .description('Runs packetdrill scripts on a simulated host, in simulated time.')
    .argument('<files...>', 'scripts, or folders of scripts (*.pkt)')
    .option('--verbose', 'each event of each script, and when it happened')
    .option('--define <name=value>', 'what a word of the scripts stands for', collect, [])
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.error });
}

function definesOf(definitions: readonly string[]): Map<string, string> | string {
  const defines = new Map<string, string>();
  for (const definition of definitions) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(definition) ?? [];
    if (name === undefined || value === undefined) {
      return `--define: expected NAME=VALUE, found ${definition}`;
    }
    defines.set(name, value);
  }
  return defines;
}

function refuse(output: Output, message: string): number {
  output.error(`${message}\n`);
  return BAD_INPUT;
}

async function runAll(
  files: readonly string[],
  defines: ReadonlyMap<string, string>,
  verbose: boolean,
  output: Output,
): Promise<number> {
  const counts = { passed: 0, failed: 0, 'not-supported': 0, invalid: 0, 'internal-error': 0 };
  for (const file of files) {
    const read = await readScript(file);
    if ('problem' in read) return refuse(output, read.problem);
    if (verbose) output.out(`${file}\n`);
    const log = (line: string) => output.out(`  ${line}\n`);
    const verdict = runScript(read.text, verbose ? { defines, log } : { defines });
    counts[verdict.status]++;
    const isToError = verdict.status === 'invalid' || verdict.status === 'internal-error';
    if (isToError) output.error(`${verdictText(file, verdict)}\n`);
    else if (verbose || verdict.status !== 'passed') output.out(`${verdictText(file, verdict)}\n`);
  }
  const { passed, failed, invalid } = counts;
  const crashed = counts['internal-error'];
  const invalidText = invalid > 0 ? `, ${invalid} not in the language` : '';
  const crashedText = crashed > 0 ? `, ${crashed} met a fault of Packetloom` : '';
  output.out(
    `${passed} passed, ${failed} failed, ${counts['not-supported']} cannot be run${invalidText}${crashedText}\n`,
  );
  if (crashed > 0) return INTERNAL_ERROR;
  if (invalid > 0) return BAD_INPUT;
  return passed === files.length ? ALL_PASSED : SOME_DID_NOT_PASS;
}

function verdictText(file: string, verdict: Verdict): string {
  switch (verdict.status) {
    case 'passed':
      return `${file}: passed`;
    case 'failed':
      return `${file}:${verdict.line}: failed: ${verdict.message}`;
    case 'not-supported':
      return `${file}:${verdict.line}: cannot be run: not supported: ${verdict.construct}`;
    case 'internal-error':
      return `${file}:${verdict.line}: a fault of Packetloom, please report it with the script: ${verdict.message}`;
    case 'invalid':
      return `${file}:${verdict.line}:${verdict.column}: ${verdict.message}`;
  }
}
