import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from './program.mjs';
import { outcomeOfFuzzer, outcomeOfVectors } from './search.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packetloom-faults-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function started(code: string, limit = 60) {
  const program = join(folder, 'program.mjs');
  writeFileSync(program, code);
  return runProgram(program, [], limit);
}

const FOUND = 'FOUND after 3 scenarios in 1.1 s: ttl-falls is broken\\n';

describe('a program that looks for a fault', () => {
  it('has found it if it says so', async () => {
    const fuzzer = await started(`console.log('${FOUND}'); process.exitCode = 1`);
    expect(outcomeOfFuzzer(fuzzer, 'ttl-falls')).toMatchObject({
      kind: 'found',
      detail: 'scenario 3',
    });
    const vectors = await started("console.log('9 passed, 4 failed'); process.exitCode = 1");
    expect(outcomeOfVectors(vectors)).toMatchObject({ kind: 'found', detail: '4 fail' });
  });

  it('has not found it if it ends well', async () => {
    const ending = await started('');
    expect(outcomeOfFuzzer(ending, 'ttl-falls').kind).toBe('survived');
    expect(outcomeOfVectors(ending).kind).toBe('survived');
    expect(ending.seconds).toBeGreaterThan(0);
  });

  it('has found nothing if it ran out of time', async () => {
    const ending = await started(`console.log('${FOUND}4 failed'); for (;;);`, 1);
    const told = { kind: 'ran out of time', detail: '', seconds: 1 };
    expect(outcomeOfFuzzer(ending, 'ttl-falls')).toEqual(told);
    expect(outcomeOfVectors(ending)).toEqual(told);
  });

  it.each([
    ["throw new Error('oh')", 'exit code 1'],
    ['process.exitCode = 2', 'exit code 2'],
    ["process.kill(process.pid, 'SIGKILL')", 'by a signal'],
    [`console.log('${FOUND}'); process.exitCode = 1`, 'exit code 1'],
  ])('has found nothing if it broke down, or found something else: %s', async (code, detail) => {
    const ending = await started(code);
    expect(outcomeOfFuzzer(ending, 'time-goes-on')).toMatchObject({ kind: 'broke down', detail });
    expect(outcomeOfVectors(ending)).toMatchObject({ kind: 'broke down', detail });
  });
});
