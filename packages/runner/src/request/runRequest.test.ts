import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, scenario, TWO_HOSTS } from '../../test/scenario.js';
import { fromBase64, toBase64 } from './base64.js';
import {
  type CheckedRequest,
  type RunRequest,
  type RunResult,
  requestOf,
  runRequest,
} from './index.js';

/** What JSON can hold; `never` for what it cannot. */
type Plain<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends ((...words: never) => unknown) | ArrayBufferView
    ? never
    : { readonly [Key in keyof Value]: Plain<Value[Key]> };

const GML = 'graph [ node [ id 0 label "a" ] node [ id 1 label "b" ] edge [ source 0 target 1 ] ]';
const IMPORT = 'schema: 1\nname: test\nimport: { file: maps/net.gml, delay: 3ms }\n';

function requestFor(text: string, files: Readonly<Record<string, string>> = {}): RunRequest {
  const reading = requestOf({
    file: 'test.yaml',
    bytes: new TextEncoder().encode(text),
    readSibling: (path) => {
      const found = files[path];
      if (found === undefined) return { message: 'there is no such file' };
      return { file: `beside/${path}`, bytes: new TextEncoder().encode(found) };
    },
  });
  if (reading.ok) return reading.request;
  throw new Error(reading.problems[0]?.message);
}

const LOSSY = `schema: 1
name: test
${TWO_HOSTS.replace('delay: 5ms', 'delay: 5ms, loss: 50%')}
events: [{ at: 1s, name: p, ping: { from: h1, to: h2, count: 20, interval: 10ms } }]
`;

function finished(result: RunResult) {
  if (result.kind === 'finished') return result.result;
  throw new Error(result.kind === 'refused' ? result.problems[0]?.message : result.message);
}

describe('a request', () => {
  it('and its result are plain, by their types too', () => {
    const request: Plain<RunRequest> = requestFor(IMPORT, { 'maps/net.gml': GML });
    expect(JSON.parse(JSON.stringify(request))).toStrictEqual(request);
    const result: Plain<RunResult> = runRequest(request);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
  });

  it('may hold what loading made of the scenario, which is plain, too', () => {
    const { document, plan } = scenario(LOSSY.slice(LOSSY.indexOf('nodes:')));
    const request: Plain<CheckedRequest> = { scenario: { document, plan }, seed: 9, run: 2 };
    const arrived: CheckedRequest = JSON.parse(JSON.stringify(request));
    expect(arrived).toStrictEqual(request);
    expect(finished(runRequest(arrived))).toEqual(
      finished(runRequest({ ...requestFor(LOSSY), seed: 9, run: 2 })),
    );
  });

  it('brings the files that its scenario names', () => {
    const request = requestFor(IMPORT, { 'maps/net.gml': GML, 'other.gml': GML });
    expect(request.files.map(({ path, file }) => [path, file])).toEqual([
      ['maps/net.gml', 'beside/maps/net.gml'],
    ]);
    expect(finished(runRequest(request)).nodes.map(({ name }) => name)).toEqual(['a', 'b']);
    const without = runRequest({ ...request, files: [] });
    expect(without).toMatchObject({ kind: 'refused', problems: [{ line: 3 }], more: 0 });
  });

  it('brings the tables of delays, each once', () => {
    const words = 'netem: delay 20ms 5ms distribution ./wan.dist';
    const text = LOSSY.replace('delay: 5ms, loss: 50%', words);
    const request = requestFor(text, { './wan.dist': '# two values\n-8192 8192\n' });
    expect(request.files.map(({ path }) => path)).toEqual(['./wan.dist']);
    const [app] = finished(runRequest(request)).apps;
    const rtt = app?.scope.kind === 'ping' ? app.scope.rtt : null;
    // 15 or 25 ms there, and 15 or 25 ms back.
    expect([rtt?.min, rtt?.max]).toEqual([30e6, 50e6]);
  });

  it('is run as the scenario is, and by its seed and number', () => {
    const request = requestFor(LOSSY);
    const run = (choices: Partial<RunRequest> = {}) =>
      finished(runRequest({ ...request, ...choices }));
    const text = LOSSY.replace('schema: 1\nname: test\n', '');
    expect(run()).toEqual(outcomeOf(text));
    expect(run({ run: 0 })).toEqual(run());
    expect(run({ run: 2, seed: 9 })).toEqual(outcomeOf(text, { run: 2, seed: 9 }));
    const fingerprints = [run(), run({ run: 1 }), run({ run: 2 }), run({ seed: 2 })].map(
      ({ fingerprint }) => fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(4);
  });

  it.each([
    ['max-events', LOSSY, { maxEvents: 3 }],
    ['packet-memory', LOSSY, { maxPacketBytes: 1000 }],
    ['end-of-time', LOSSY.replace('10ms', '1000h'), {}],
  ])('is given up: %s', (code, text, choices) => {
    const result = runRequest({ ...requestFor(text), ...choices });
    expect(result).toMatchObject({ kind: 'given-up', code, position: null });
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
  });

  it('without what runs scripts is given up where there are some', () => {
    const source = { file: 's.ts', code: 'export {}', map: '{}', exports: ['main'] };
    const text = LOSSY.replace('events: [', 'events: [{ at: 1s, script: s.ts, export: main }, ');
    const request = { file: 'a', text, files: [], scripts: [{ path: 's.ts', source }] };
    expect(runRequest(request)).toMatchObject({ kind: 'given-up', code: 'no-script-host' });
    expect(runRequest({ ...request, scripts: [] })).toMatchObject({ kind: 'refused' });
  });

  it('with an expectation that takes too long says where it stands', () => {
    const large = JSON.stringify(Array.from({ length: 150 }, (_, index) => index));
    const that = `${large}.all(a, ${large}.all(b, ${large}.all(c, a + b + c >= 0)))`;
    const result = runRequest(requestFor(`${LOSSY}expect:\n  - that: "${that}"\n`));
    expect(result).toMatchObject({
      kind: 'given-up',
      code: 'expectation-limit',
      position: { file: 'test.yaml', line: 9 },
    });
  });
});

describe('base64', () => {
  it('holds all octets, as others write them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
        const text = toBase64(octets);
        expect(text).toBe(Buffer.from(octets).toString('base64'));
        expect(fromBase64(text)).toEqual(octets);
      }),
    );
    const long = Uint8Array.from({ length: 100_000 }, (_, index) => index);
    expect(fromBase64(toBase64(long))).toEqual(long);
  });

  it.each(['a', 'a===', '?aaa', 'a\na='])('is not %j', (text) => {
    expect(fromBase64(text)).toBeNull();
  });
});
