import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@packetloom/scenarios';
import { failureFile, replayCommand } from '../failureFile.js';
import type { FuzzFailure } from '../fuzz.js';

/** What is told of a failure. */
export function report(
  failure: FuzzFailure,
  runs: number,
  seconds: string,
  isInterrupted: boolean,
): string {
  const { finding, seed, path, tries } = failure;
  const smaller = isInterrupted ? '; interrupted, it could be smaller' : '';
  return [
    `FOUND after ${counted(runs)} in ${seconds} s: ${finding.name} is broken`,
    `  ${finding.message}`,
    `  seed ${seed}, path ${path}; made smaller in ${tries} tries${smaller}`,
    `  ${replayCommand(failure)}`,
    '',
  ].join('\n');
}

/** Writes the file, and says how to run it. A failure is not lost where nothing can be written. */
export function written(
  failure: FuzzFailure,
  folder: string,
  printError: (text: string) => void,
): string {
  const { name, text } = failureFile(failure, folder);
  const path = join(folder, name);
  try {
    makeFolder(folder);
    const before = textOf(path);
    writeFileSync(path, text);
    const isOther = before !== null && before !== text;
    const note = isOther ? ' (replaces an older one, which was different)' : '';
    return `  npm run scenario -- ${path}${note}\n`;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    printError(`fuzz: ${path} cannot be written: ${reason}. It would be:\n`);
    return `\n${text}`;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** `1 scenario`, `2 scenarios`. */
export function counted(runs: number): string {
  return `${runs} ${runs === 1 ? 'scenario' : 'scenarios'}`;
}
