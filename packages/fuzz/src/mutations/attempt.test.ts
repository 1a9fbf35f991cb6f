import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attempt } from './attempt.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packetloom-attempt-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of a program. */
function faultsOf(code: string, words: readonly string[] = [], seconds = 60): readonly string[] {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, code);
  return attempt({ program, words, folder, limits: { seconds, megabytes: 300 } }).faults;
}

it('a program that ends well breaks no invariant', () => {
  expect(faultsOf("console.log('{}')", ['--json'])).toEqual([]);
  expect(faultsOf("console.error('a.yaml:1:1: no'); process.exitCode = 2")).toEqual([]);
});

it.each([
  ['another exit code', 'process.exitCode = 70', 'exit code 70'],
  ['a stack trace', "throw new Error('oh')", 'a stack trace'],
  ['silence', 'process.exitCode = 2', 'exit code 2 without a word'],
  ['too much memory', 'Buffer.alloc(4e8, 1)', 'MB, more than 300'],
])('%s is told', (_, code, fault) => {
  expect(faultsOf(code).join('; ')).toContain(fault);
});

it('no end is told', () => {
  expect(faultsOf('for (;;);', [], 1).join('; ')).toContain('ended by SIG');
});

it('what is no JSON is told', () => {
  expect(faultsOf("console.log('{}{}')", ['--json'])).toEqual(['no JSON']);
});
