import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulation } from '@packetloom/sim';
import { afterAll, describe, expect, it } from 'vitest';
import { loadScript, type ScriptFunction } from './scriptModule.js';
import { ScriptRun } from './scriptRun.js';

const folder = mkdtempSync(join(tmpdir(), 'packetloom-script-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function world() {
  return createSimulation({ seed: 3, epochMs: Date.UTC(2026, 0, 1) });
}

async function load(source: string, simulation = world()) {
  const file = join(folder, 'script.ts');
  writeFileSync(file, source);
  return { simulation, result: await loadScript(file, simulation) };
}

/** Runs an exported function at 1 s, with an event of the simulation every 10 ms; returns all that was told. */
async function told(source: string, name = 'main'): Promise<string[]> {
  const { simulation, result } = await load(source);
  if ('problems' in result)
    throw new Error(result.problems.map(({ message }) => message).join('\n'));
  const lines: string[] = [];
  const log = (text: string) => lines.push(`${simulation.nowNs / 1e6} ${text}`);
  const run = new ScriptRun(simulation);
  for (let ms = 1005; ms < 1060; ms += 10) simulation.at(ms * 1e6, () => log('event'));
  run.callAt(1e9, name, result.functions.get(name) as ScriptFunction, { simulation, log });
  await run.run();
  return lines;
}

describe('a script', () => {
  it('awaits timers in simulated time, in order with events', async () => {
    const lines = await told(`
      export async function main({ log }: { log(text: string): void }) {
        log('begins ' + new Date().toISOString());
        await new Promise((resolve) => setTimeout(resolve, 10.5));
        log('goes on ' + performance.now());
        for (let n = 0; n < 2; n++) await new Promise((resolve) => setTimeout(resolve, 15));
        log('ends ' + Date.now());
      }`);
    expect(lines).toEqual([
      '1000 begins 2026-01-01T00:00:01.000Z',
      '1005 event',
      '1010.5 goes on 1010.5',
      '1015 event',
      '1025 event',
      '1035 event',
      `1040.5 ends ${Date.UTC(2026, 0, 1) + 1040}`,
      '1045 event',
      '1055 event',
    ]);
  });

  it("has RxJS's delay, interval and timeout on the simulated clock", async () => {
    const lines = await told(`
      import { delay, interval, NEVER, of, take, timeout } from 'rxjs';
      export function main({ log }) {
        of('delayed').pipe(delay(7)).subscribe(log);
        interval(20).pipe(take(2)).subscribe((n) => log('interval ' + n));
        NEVER.pipe(timeout(30)).subscribe({ error: (error) => log(error.name) });
      }`);
    expect(lines.filter((line) => !line.endsWith('event'))).toEqual([
      '1007 delayed',
      '1020 interval 0',
      '1030 TimeoutError',
      '1040 interval 1',
    ]);
  });

  it('draws the same random numbers for the same seed', async () => {
    const source = 'export const main = ({ log }) => log([Math.random(), Math.max(1, 2)].join());';
    const [line] = await told(source);
    expect(await told(source)).toContain(line);
    expect(line).toMatch(/^1000 0\.\d+,2$/);
  });

  it('stops the run when it throws, now or later', async () => {
    await expect(told('export function main() { throw new Error("no"); }')).rejects.toThrow(
      'script "main", called at 1 s: Error: no',
    );
    await expect(
      told(`export async function main() {
        await new Promise((resolve) => setTimeout(resolve, 10));
        throw new TypeError('later');
      }`),
    ).rejects.toThrow('script "main", called at 1 s: TypeError: later');
  });

  it('tells where it cannot be read', async () => {
    const { result } = await load('export const a = 1;\nexport functio main() {}');
    expect(result).toMatchObject({
      problems: [
        { file: 'script.ts', line: 2, column: 8, message: expect.stringContaining('functio') },
      ],
    });
    const missing = (await load("import { x } from 'no-such-package'; export { x };")).result;
    expect(missing).toMatchObject({
      problems: [{ message: expect.stringContaining('"no-such-package"') }],
    });
    const thrown = (await load("throw new Error('at once');")).result;
    expect(thrown).toMatchObject({ problems: [{ message: 'Error: at once' }] });
  });

  it('exports functions by name', async () => {
    const { result } = await load('export const a = () => 1; export const b = 2;');
    expect('functions' in result && [...result.functions.keys()]).toEqual(['a']);
  });
});
