import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunOptions, type ScenarioResult, ScriptError, VERSION } from '@packetloom/runner';
import { describe, expect, it } from 'vitest';
import { command, inFolder } from '../../test/command.js';
import { loadScenarioFile } from '../files/loadScenarioFile.js';
import { runScenario } from './runScenario.js';

/** Two hosts that ping from 1.005 s on, every 10 ms, and a script that begins at 1 s. */
const SCENARIO = `schema: 1
name: scripted
epoch: 2026-01-01T00:00:00Z
nodes: { h1: { kind: host }, h2: { kind: host } }
links: [{ name: wire, endpoints: ["h1:eth0", "h2:eth0"], delay: 1ms, rate: unlimited }]
events:
  - { at: 1.005s, name: probe, ping: { from: h1, to: h2, count: 5, interval: 10ms } }
  - { at: 1s, script: ./script.ts, export: main }
`;

function resultOf(script: string, options: RunOptions = {}, seed = 1): ScenarioResult {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'a.yaml'), SCENARIO);
    writeFileSync(join(folder, 'script.ts'), script);
    const loaded = loadScenarioFile(join(folder, 'a.yaml'), 'a.yaml', { scripts: true });
    if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
    return runScenario(loaded, { timeline: true, seed, ...options });
  });
}

/** What a script tells, with the time in milliseconds. */
function reported(script: string, seed = 1): string[] {
  const { entries } = resultOf(script, {}, seed).timeline;
  return entries
    .filter(({ where }) => where === 'script')
    .map(({ timeNs, what }) => `${timeNs / 1e6} ${what}`);
}

/** What comes of a script that throws. */
function thrown(script: string): string {
  try {
    resultOf(script);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const { file, line, column } = error.position;
    return `${file}:${line}:${column}: ${error.message}`;
  }
  return 'nothing';
}

const TYPED = "import type { ScriptContext } from '@packetloom/scenarios';\n";

describe('a script that never lets time go on', () => {
  it.each([
    ['by timers without delay', 'const again = () => { setTimeout(again, 0); }; again();'],
    ['by timers that it awaits', 'for (;;) await new Promise((resolve) => setImmediate(resolve));'],
    [
      'by answers to itself',
      `arrivals('h1', 9).subscribe(() => send({ from: 'h1', to: 'h1', port: 9 }));
       send({ from: 'h1', to: 'h1', port: 9 });`,
    ],
  ])('%s ends in an error', { timeout: 60_000 }, (_, body) => {
    const script = `${TYPED} export async function main({ arrivals, send }: ScriptContext) { ${body} }`;
    expect(thrown(script)).toBe(
      'script.ts:1:1: RangeError: scripts ran 250000 times at one instant and time stands still: some timer or answer needs a delay (at 1 s)',
    );
  });
});

const HOSTILE: readonly (readonly [what: string, value: string])[] = [
  ['nothing', 'null'],
  ['undefined', 'undefined'],
  ['a number', '7'],
  ['a symbol', "Symbol('s')"],
  ['a function', '(() => 1)'],
  ['an object without a prototype', 'Object.create(null)'],
  ['an object whose toString throws', '({ toString() { throw this; } })'],
  ['an object whose toString gives no text', '({ toString() { return {}; }, valueOf: null })'],
  ['an object that throws as a primitive', '({ [Symbol.toPrimitive]() { throw null; } })'],
  [
    'an error with getters that throw',
    "Object.defineProperties(new Error('x'), { message: { get() { throw 1; } }, stack: { get() { throw 2; } }, name: { get() { throw 3; } } })",
  ],
  ['an error whose stack is no text', "Object.assign(new Error('no stack'), { stack: { at: 1 } })"],
  ['an error with control characters', "new Error('a\\u001b[31mb\\nc\\u0000d')"],
  ['an endless message', "new Error('x'.repeat(1e6))"],
  ['a proxy that throws', 'new Proxy({}, new Proxy({}, { get() { throw 1; } }))'],
  [
    'a proxy of a function',
    'new Proxy(() => 1, { get() { throw 1; }, getPrototypeOf() { throw 2; } })',
  ],
  [
    'a child of a proxy',
    'Object.create(new Proxy({}, { getPrototypeOf() { throw 1; }, get() { throw 2; } }))',
  ],
  [
    'a revoked proxy',
    '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()',
  ],
  ['a thenable that throws', '({ get then() { throw null; } })'],
];

const NOTATIONS: readonly (readonly [string, (value: string) => string])[] = [
  ['throws', (value) => `throw ${value};`],
  ['rejects', (value) => `return Promise.reject(${value});`],
  ['throws in a timer', (value) => `setTimeout(() => { throw ${value}; }, 1);`],
  [
    'throws where the simulation calls it',
    (value) => `simulation.at(simulation.nowNs + 5, () => { throw ${value}; });`,
  ],
  [
    'throws where it is told of events',
    (value) => `simulation.bus.events$.subscribe(() => { throw ${value}; });`,
  ],
  ['throws where it listens', (value) => `events$.subscribe(() => { throw ${value}; });`],
  [
    'gives back a thenable that rejects',
    (value) => `return { then(_, fail) { fail(${value}); } };`,
  ],
];

describe('a script that throws anything', () => {
  it.each(HOSTILE)(
    'ends in an error of its own, in one line, however it throws: %s',
    (_, value) => {
      for (const [notation, bodyOf] of NOTATIONS) {
        const script = `export function main({ simulation, events$ }) { ${bodyOf(value)} }`;
        const message = thrown(script);
        expect([notation, message]).toEqual([
          notation,
          expect.stringMatching(/^script\.ts:1:\d+: /),
        ]);
        expect(message.length).toBeLessThan(700);
        expect(message).not.toMatch(/\p{Cc}/u);
      }
    },
  );

  it('at its top, in what it exports, or in what it prints', () => {
    const atTop = 'export function main() {} throw null;';
    expect(thrown(atTop)).toBe('script.ts:1:1: a script threw null');
    const exported =
      'export const main = new Proxy(() => {}, { apply() { throw Object.create(null); } });';
    expect(thrown(exported)).toBe(
      'script.ts:1:1: a script threw something that cannot be shown (at 1 s)',
    );
    expect(
      reported('export function main() { console.log(Object.create(null), null, 1n); }'),
    ).toEqual(['1000 something that cannot be shown null 1']);
  });
});

describe('a script', () => {
  it('awaits timers in scenario time, in order with the packets', () => {
    const lines = reported(`${TYPED}
      export async function main({ log, events$ }: ScriptContext) {
        let packets = 0;
        events$.subscribe(({ type }) => { if (type === 'received') log('packet ' + ++packets); });
        log('begins ' + new Date().toISOString());
        await new Promise((resolve) => setTimeout(resolve, 10.5));
        log('goes on ' + performance.now());
        for (let n = 0; n < 2; n++) await new Promise((resolve) => setTimeout(resolve, 15));
        log('ends ' + Date.now());
      }`);
    expect(lines.slice(0, 10)).toEqual([
      '1000 begins 2026-01-01T00:00:01.000Z',
      '1006 packet 1',
      '1007 packet 2',
      '1010.5 goes on 1010.5',
      '1016 packet 3',
      '1017 packet 4',
      '1026 packet 5',
      '1027 packet 6',
      '1036 packet 7',
      '1037 packet 8',
    ]);
    expect(lines).toContain(`1040.5 ends ${Date.UTC(2026, 0, 1) + 1040}`);
  });

  it("has RxJS's delay, interval and timeout on the clock of the scenario", () => {
    expect(
      reported(`${TYPED}
      import { delay, interval, NEVER, of, take, timeout } from 'rxjs';
      export function main({ log }: ScriptContext) {
        of('delayed').pipe(delay(7)).subscribe(log);
        interval(20).pipe(take(2)).subscribe((n) => log('interval ' + n));
        NEVER.pipe(timeout(30)).subscribe({ error: (error) => log(error.name) });
      }`),
    ).toEqual(['1007 delayed', '1020 interval 0', '1030 TimeoutError', '1040 interval 1']);
  });

  it('sends datagrams, is told of what arrives, and sees the apps', () => {
    expect(
      reported(`${TYPED}
      import { firstValueFrom } from 'rxjs';
      export async function main({ send, arrivals, log, apps, hosts }: ScriptContext) {
        const first = firstValueFrom(arrivals('h2', 5000));
        log(String(send({ from: 'h1', to: 'h2', port: 5000, payload: 'hello' })));
        const { payload, timeNs } = await first;
        log(new TextDecoder().decode(payload) + ' at ' + timeNs);
        log(String(send({ from: 'h2', to: 'h1', port: 5000, payload: 70_000 })));
        await new Promise((resolve) => setTimeout(resolve, 30));
        log(apps.probe.sent + ' pings, ' + [...hosts.keys()]);
      }`),
    ).toEqual([
      '1000 null',
      '1001 hello at 1001000000',
      '1001 message-too-long',
      '1031 3 pings, h1,h2',
    ]);
  });

  it('draws the same random numbers for the same seed, and others for another', () => {
    const script = `${TYPED}
      export const main = ({ log }: ScriptContext) => log([Math.random(), Math.max(1, 2)].join());`;
    expect(reported(script)).toEqual(reported(script));
    expect(reported(script)).not.toEqual(reported(script, 2));
    expect(reported(script)[0]).toMatch(/^1000 0\.\d+,2$/);
  });

  it('gives the same fingerprint for the same seed', () => {
    const script = `${TYPED}
      export async function main({ send }: ScriptContext) {
        for (let n = 0; n < 20; n++) {
          send({ from: 'h1', to: 'h2', port: 5000, payload: Math.floor(Math.random() * 100) });
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
        }
      }`;
    const [one, again, other] = [1, 1, 2].map((seed) => resultOf(script, {}, seed));
    expect(again).toEqual(one);
    expect(other?.fingerprint).not.toBe(one?.fingerprint);
    expect(one?.accounting.sent).toBeGreaterThan(20);
  });

  it('has nothing of the machine', () => {
    expect(
      reported(`${TYPED}
      export function main({ log }: ScriptContext) {
        const names = ['process', 'require', 'fetch', 'Buffer', 'crypto', 'navigator'];
        log(names.filter((name) => name in globalThis).join());
        console.log('said', 1);
      }`),
    ).toEqual(['1000 ', '1000 said 1']);
  });

  it('shares the state of its module between its calls', () => {
    const text = SCENARIO.replace(
      'events:',
      'events:\n  - { at: 1.2s, script: script.ts, export: main }',
    );
    const lines = inFolder((folder) => {
      const words = ['a.yaml', '--allow-scripts'];
      const script = 'let calls = 0; export const main = ({ log }) => log("call " + ++calls);';
      return command(words, folder, { 'a.yaml': text, 'script.ts': script }).stdout.split('\n');
    });
    expect(lines.filter((line) => line.includes('call '))).toEqual([
      '     1.000000s  script  call 1',
      '     1.200000s  script  call 2',
    ]);
  });
});

describe('a script that throws ends the run, and its place is told:', () => {
  it.each([
    [
      'at once',
      "export function main() {\n  throw new Error('no');\n}",
      'script.ts:2:9: Error: no (at 1 s)',
    ],
    [
      'in a promise',
      'export async function main() {\n  await null;\n  null.x;\n}',
      "script.ts:3:8: TypeError: Cannot read properties of null (reading 'x') (at 1 s)",
    ],
    [
      'in a timer',
      "export const main = () => setTimeout(() => {\n  throw new RangeError('late');\n}, 5);",
      'script.ts:2:9: RangeError: late (at 1.005 s)',
    ],
    [
      'in a promise of a timer',
      "export const main = () => setTimeout(async () => {\n  await null; throw new Error('x');\n}, 5);",
      'script.ts:2:21: Error: x (at 1.005 s)',
    ],
    [
      'in a stream of ours',
      "export const main = ({ events$ }) => events$.subscribe(() => {\n  throw new Error('x');\n});",
      'script.ts:2:9: Error: x (at 1.005 s)',
    ],
    [
      'behind operators of its own',
      "import { map } from 'rxjs';\nexport const main = ({ events$ }) => events$.pipe(map(() => {\n  throw new Error('x');\n})).subscribe();",
      'script.ts:3:9: Error: x (at 1.005 s)',
    ],
    [
      'by what it asks of the simulation',
      "export const main = ({ send }) => {\n  send({ from: 'h1', to: 'h3', port: 1 });\n}",
      "script.ts:2:3: Error: 'h3' is no address, and no node that has one (at 1 s)",
    ],
    [
      'called by the simulation itself',
      "export const main = ({ simulation }) => simulation.at(1.2e9, () => {\n  throw new Error('x');\n});",
      'script.ts:2:9: Error: x (at 1.2 s)',
    ],
    [
      'as a subscriber of the bus',
      "export const main = ({ simulation }) => simulation.bus.events$.subscribe(() => {\n  throw new Error('x');\n});",
      'script.ts:2:9: Error: x (at 1.005 s)',
    ],
    [
      'before time starts',
      "export function main() {}\nthrow new Error('top');",
      'script.ts:2:7: Error: top',
    ],
    [
      'without an error',
      "export function main() { throw 'text'; }",
      'script.ts:1:1: a script threw text (at 1 s)',
    ],
    [
      'as it exports no function',
      'export const main = 5;',
      "script.ts:1:1: TypeError: its export 'main' is no function",
    ],
  ])('%s', (_, script, reported) => {
    expect(thrown(script)).toBe(reported);
  });
});

describe('on the command line, a script', () => {
  const run = (words: readonly string[], script: string) =>
    inFolder((folder) => {
      const outcome = command(['a.yaml', ...words], folder, {
        'a.yaml': SCENARIO,
        'script.ts': script,
      });
      return outcome;
    });

  it('runs with --allow-scripts alone', () => {
    const script = 'export function main() {}';
    expect(run(['--quiet'], script)).toEqual({
      code: 2,
      stdout: '',
      stderr: `a.yaml:8:15: this runs a script, './script.ts': if you trust it, allow it with --allow-scripts
    8 |   - { at: 1s, script: ./script.ts, export: main }
      |               ^^^^^^
`,
    });
    expect(run(['--quiet', '--allow-scripts'], script)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('that throws gives exit code 2, and neither a verdict nor a stack', () => {
    const { code, stdout, stderr } = run(
      ['--json', '--allow-scripts'],
      "export function main() {\n  throw new Error('no');\n}",
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'script.ts:2:9: Error: no (at 1 s)\n' });
    expect(JSON.parse(stdout)).toEqual({
      version: VERSION,
      scenarios: [],
      errors: [{ file: 'script.ts', line: 2, column: 9, message: 'Error: no (at 1 s)' }],
    });
  });

  it('that throws leaves no file half written', () => {
    inFolder((folder) => {
      const text = `${SCENARIO}outputs: { events: true, series: { every: 1s, of: [run.events] } }`;
      const script = "export function main() { setTimeout(() => { throw new Error('no'); }, 20); }";
      const words = ['a.yaml', '--allow-scripts', '--out', 'out'];
      expect(command(words, folder, { 'a.yaml': text, 'script.ts': script }).code).toBe(2);
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    });
  });

  it('goes with --explain', () => {
    const script = "export const main = ({ send }) => send({ from: 'h1', to: 'h2', port: 9 });";
    const { stdout } = run(['--allow-scripts', '--explain', '1'], script);
    expect(stdout).toContain('Packet 2  ICMP h2 → h1, port unreachable (3/3)');
  });
});
