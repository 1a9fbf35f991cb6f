import { spawn, spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { inFolder, smallScenario } from '../../test/command.js';
import { BROKEN_DOCUMENTS, FILES_BESIDE } from '../testing/brokenDocuments.js';
import { HOSTILE_INPUTS } from '../testing/hostileInputs.js';

/** The command as it is installed; `npm test` builds it. */
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

beforeAll(() => {
  if (!existsSync(MAIN)) throw new Error('these tests need the built command: npm run build');
});

function start(words: readonly string[], folder: string, environment: Record<string, string> = {}) {
  return spawnSync(process.execPath, [MAIN, ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

describe('the process', () => {
  it('ends with the exit code, and prints no colours into a pipe', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'a.yaml'), smallScenario('a'));
      writeFileSync(join(folder, 'b.yaml'), smallScenario('b', 'app.probe.received == 2'));
      const environment = { FORCE_COLOR: '1', CI: 'true', TERM: 'xterm' };
      const passed = start(['a.yaml'], folder, environment);
      expect(passed).toMatchObject({ status: 0, stderr: '' });
      expect(passed.stdout).not.toContain('\u001b');
      expect(start(['b.yaml'], folder)).toMatchObject({ status: 1, stderr: '' });
      expect(start(['c.yaml'], folder)).toMatchObject({ status: 2, stdout: '' });
    });
  });

  it('ends with 2 where a promise of a script fails that nobody waits for, and prints no stack', () => {
    inFolder((folder) => {
      const event = '{ at: 1s, script: ./a.ts, export: main }';
      const text = smallScenario('a').replace('events: [', `events: [${event}, `);
      writeFileSync(join(folder, 'a.yaml'), text);
      writeFileSync(
        join(folder, 'a.ts'),
        "export function main() { void (async () => { throw new Error('oh'); })(); }",
      );
      const { status, stderr } = start(['a.yaml', '--allow-scripts', '--quiet'], folder);
      expect(stderr).toBe('scenario: a promise of a script failed unnoticed: Error: oh\n');
      expect(status).toBe(2);
    });
  });

  it('looks for files where the user is, though npm starts it elsewhere', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'a.yaml'), smallScenario('a'));
      const root = fileURLToPath(new URL('../../../../', import.meta.url));
      const npm = { npm_lifecycle_event: 'scenario', npm_package_json: join(root, 'package.json') };
      expect(start(['a.yaml'], root, { ...npm, INIT_CWD: folder }).status).toBe(0);
      expect(start(['a.yaml'], root, { INIT_CWD: folder }).status).toBe(2);
    });
  });

  it('stays quiet when nobody reads its output to the end', async () => {
    const child = spawn(process.execPath, [MAIN, 'abilene', 'show-case'], { stdio: 'pipe' });
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

/** Told by the process itself at its end, as other processes may slow it down from outside. */
const MEASURE = `
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write('\\n' + JSON.stringify({ megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 }));
});
`;

type Files = Readonly<Record<string, Uint8Array | string>>;

/** Starts the command on files, and measures what it takes. */
function judge(files: Files, beside: Files = {}) {
  return inFolder((folder) => {
    for (const [name, content] of Object.entries({ ...files, ...beside })) {
      writeFileSync(join(folder, name), content);
    }
    writeFileSync(join(folder, 'measure.mjs'), MEASURE);
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ['--import', './measure.mjs', MAIN, ...Object.keys(files)],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    const end = stderr.lastIndexOf('\n');
    const measured: { megabytes: number; seconds: number } = JSON.parse(stderr.slice(end + 1));
    return { status, stdout, messages: stderr.slice(0, end), ...measured };
  });
}

/** The bar is 2 s and 500 MB; the time of all threads together may be more than what a clock shows. */
const MOST_SECONDS = 3;
const MOST_MEGABYTES = 500;
const STACK = /^\s+at .+:\d+:\d+\)?$|node:internal|Error:/m;

describe('a file that is wrong', () => {
  it('gets a message at its place and exit code 2, never a stack trace', () => {
    const documents = Object.values(BROKEN_DOCUMENTS).flat();
    expect(documents.length).toBeGreaterThan(30);
    const files = documents.map((text, place) => [`broken-${place}.yaml`, text] as const);
    const { status, stdout, messages } = judge(Object.fromEntries(files), FILES_BESIDE);
    expect({ status, stdout, messages }).toMatchObject({ status: 2, stdout: '' });
    expect(messages).not.toMatch(STACK);
    const silent = files.filter(([file, text]) => {
      // What is wrong with a topology is told at its place in the topology.
      const place = text.includes('bad.gml') ? 'bad.gml' : file;
      return !new RegExp(`^${place}:\\d+:\\d+: .`, 'm').test(messages);
    });
    expect(silent).toEqual([]);
  });

  it.each(HOSTILE_INPUTS)('and hostile is answered in time and space: $name', ({ make }) => {
    const { status, stdout, messages, seconds, megabytes } = judge({ 'hostile.yaml': make() });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(messages).toMatch(/^hostile\.yaml:\d+:\d+: ./);
    expect(messages).not.toMatch(STACK);
    expect(messages.length).toBeLessThan(10_000);
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });
});
