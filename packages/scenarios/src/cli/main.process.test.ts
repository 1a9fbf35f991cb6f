import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { BROKEN_DOCUMENTS, HOSTILE_INPUTS, SIBLING_FILES } from '@packetloom/language/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { inFolder, smallScenario } from '../../test/command.js';

/** The command as it is installed; `npm test` builds it. */
const MAIN = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url));

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

type Files = Readonly<Record<string, Uint8Array | string>>;

/** Enough for the worst of them; a loader that multiplies its input needs more, and is told so. */
const HEAP_MEGABYTES = 400;

/** Starts the command on files, with little memory. */
function judge(files: Files, beside: Files = {}) {
  return inFolder((folder) => {
    for (const [name, content] of Object.entries({ ...files, ...beside })) {
      writeFileSync(join(folder, name), content);
    }
    const memory = { NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}` };
    const { status, stderr, stdout } = start(Object.keys(files), folder, memory);
    return { status, stdout, messages: stderr };
  });
}

const STACK = /^\s+at .+:\d+:\d+\)?$|node:internal|Error:/m;

describe('a file that is wrong', () => {
  it('gets a message at its place and exit code 2, never a stack trace', () => {
    const documents = Object.values(BROKEN_DOCUMENTS).flat();
    expect(documents.length).toBeGreaterThan(30);
    const files = documents.map((text, index) => [`broken-${index}.yaml`, text] as const);
    const { status, stdout, messages } = judge(Object.fromEntries(files), SIBLING_FILES);
    expect({ status, stdout, messages }).toMatchObject({ status: 2, stdout: '' });
    expect(messages).not.toMatch(STACK);
    const silent = files.filter(([file, text]) => {
      // What is wrong with a topology is told at its place in the topology.
      const index = text.includes('bad.gml') ? 'bad.gml' : file;
      return !new RegExp(`^${index}:\\d+:\\d+: .`, 'm').test(messages);
    });
    expect(silent).toEqual([]);
  });

  // One process for all of them: to start one takes longer than to answer most.
  it('and hostile is answered within little memory, in few words', () => {
    const named = HOSTILE_INPUTS.map(
      ({ make }, index) => [`hostile-${index}.yaml`, make()] as const,
    );
    const { status, stdout, messages } = judge(Object.fromEntries(named));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(messages).not.toMatch(STACK);
    for (const [name] of named) expect(messages).toMatch(new RegExp(`^${name}:\\d+:\\d+: .`, 'm'));
    expect(messages.length).toBeLessThan(10_000 * named.length);
  });
});

describe('output that cannot be written', () => {
  /** Ten million datagrams, of which no event is written. */
  const HOURS = `schema: 1
name: hours
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"] }]
events:
  - { at: 0s, name: x, flow: { from: h1, to: "h2:9", udp: { interval: 1ms, size: 9b }, until: 10000s } }
outputs: { pcapng: [], events: { nodes: [h2], kinds: [querier] } }
`;
  const LONG = `${smallScenario('long').replace('count: 1', 'count: 60000, interval: 1ms')}outputs: { pcapng: [], events: { file: events.jsonl } }
`;

  /** The long run with these outputs. */
  function writing(outputs: string): string {
    return LONG.replace('pcapng: [], events: { file: events.jsonl }', outputs);
  }

  it('is told in one line: standard output on a full disk', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'a.yaml'), smallScenario('a'));
      const { status, stderr } = spawnSync(
        '/bin/sh',
        ['-c', '"$0" "$@" > /dev/full', process.execPath, MAIN, 'a.yaml'],
        { cwd: folder, encoding: 'utf8' },
      );
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: 'scenario: cannot write to standard output: no space left on device (ENOSPC)\n',
      });
    });
  });

  it.each([
    ['events', LONG],
    ['a capture', writing('pcapng: ["h1:*"]')],
    ['a capture without comments', writing('pcapng: ["*"], comments: false')],
    ['a series', writing('pcapng: [], series: { every: 1ms, of: [app.probe.sent] }')],
  ])('is told in one line, before the run is over: %s', (_, text) => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'a.yaml'), text);
      const words = [process.execPath, MAIN, 'a.yaml', '--out', 'out', '--quiet', '--json'];
      // A file may have 64 blocks of 512 octets: as a full disk does, it takes a part of what is written.
      const shell = ['-c', 'ulimit -f 64; exec "$0" "$@"', ...words];
      const { status, stderr, stdout } = spawnSync('/bin/sh', shell, {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stderr).toMatch(/^scenario: cannot write 'out\/.+': file too large \(EFBIG\)\n$/);
      expect(status).toBe(2);
      expect(JSON.parse(stdout).errors).toHaveLength(1);
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    });
  });

  const ALL = `pcapng: ["*"], events: true, series: { every: 1ms, of: [app.x.sent] }`;

  it.each([
    ['SIGINT', 130, HOURS],
    ['SIGTERM', 143, HOURS],
    ['SIGHUP', 129, HOURS],
    ['SIGINT', 130, HOURS.replace('pcapng: [], events: { nodes: [h2], kinds: [querier] }', ALL)],
  ] as const)('leaves nothing behind when it is ended by %s', async (signal, code, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'packetloom-'));
    writeFileSync(join(folder, 'a.yaml'), text);
    const child = spawn(process.execPath, [MAIN, 'a.yaml', '--out', 'out', '--quiet'], {
      cwd: folder,
    });
    const ended = new Promise((resolve) => child.on('close', (status) => resolve(status)));
    const out = join(folder, 'out');
    const isWriting = () =>
      existsSync(out) && readdirSync(out).some((name) => name.includes('jsonl'));
    while (!isWriting() && child.exitCode === null) await sleep(20);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(readdirSync(out)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
