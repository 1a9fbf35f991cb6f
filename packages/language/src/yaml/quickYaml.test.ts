import { readdirSync, readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { HOSTILE_INPUTS } from '../testing/hostileInputs.js';
import { quickLocator } from './quickLocator.js';
import { quickYaml } from './quickYaml.js';
import { readWithPositions } from './yamlReader.js';

const FOLDERS = ['../../../scenarios/gallery/', '../../../../docs/examples/'];
const FILES = FOLDERS.flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  const names = readdirSync(url).filter((name) => name.endsWith('.yaml'));
  return names.map((name) => readFileSync(new URL(name, url), 'utf8'));
});

/** Either it is not read at all, or exactly as the parser with all of YAML reads it, without any mistake. */
function holds(text: string): boolean {
  const quick = quickYaml(text);
  if (!('value' in quick)) return true;
  const { value, faults } = readWithPositions(text);
  expect({ value: plain(quick.value), faults }, text).toEqual({ value: plain(value), faults: [] });
  return true;
}

/** Without prototypes, which differ. Tells −0 from 0, and no number from nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Characters and words that mean something, or nearly. */
const PIECES = [
  ...['a', 'b: ', 'c:', ' ', '  ', '\n', '\n  ', '\n    ', '- ', '-', ',', '[', ']', '{', '}'],
  ...['"', "'", '#', ' #', ':', ': ', '"x"', "'y'", '"k": ', '1', '-0', '1.50', '1e3', '.5', '+1'],
  ...['0x1f', '017', '.inf', 'null', '~', 'True', 'no', '<<: ', '*a', '&a ', '!t ', '|', '>', '%'],
  ...['---', '...', '\t', '\r\n', '\r', '\\', '"\\n"', '"\\x41"', "'it''s'", 'é', '?', '@', '- - '],
];
const anyText = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((all) => all.join(''));

/** Paths to all values, with some that lead nowhere. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) =>
          pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return [[...path], [...path, 'nowhere'], ...inner];
}

it('values of a text that is read quickly stand where the parser says', () => {
  let compared = 0;
  for (const text of FILES) {
    const quick = quickYaml(text);
    if (!('value' in quick)) continue;
    const { locate } = readWithPositions(text);
    const found = quickLocator(text);
    for (const path of pathsIn(quick.value)) {
      for (const about of ['key', 'value'] as const) {
        for (const within of [undefined, { start: 1, end: 2 }]) {
          const problem = {
            path,
            about,
            message: 'm',
            ...(within === undefined ? {} : { within }),
          };
          const { offset, end } = locate.faultOf(problem);
          const shown = `${JSON.stringify(path)} ${about} in\n${text}`;
          // Of what ends on another line, only the first line is marked.
          expect(found.faultOf(problem), shown).toEqual({ offset, end, message: 'm' });
          compared += 1;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(10_000);
});

describe('a text that is read quickly', () => {
  it('is each of the gallery, or is left to the parser', () => {
    for (const text of FILES) holds(text);
    expect(FILES.filter((text) => 'value' in quickYaml(text)).length).toBeGreaterThan(20);
  });

  it.each(HOSTILE_INPUTS)('is none with a mistake: $name', ({ make }) => {
    const text = new TextDecoder().decode(make());
    if (text.length < 100_000) holds(text);
    else expect(() => quickYaml(text)).not.toThrow();
  });

  test.prop([anyText], { numRuns: 20_000 })('says what the parser says: any pieces', holds);

  test.prop([fc.constantFrom(...FILES), fc.nat(), fc.constantFrom(...PIECES), fc.nat(3)], {
    numRuns: 500,
  })('says what the parser says: a file with something else in it', (text, choice, piece, cut) => {
    const at = choice % text.length;
    return holds(text.slice(0, at) + piece + text.slice(at + cut));
  });

  test.prop([fc.jsonValue({ maxDepth: 4 })])('says what it was made from, as JSON', (value) => {
    for (const space of [undefined, 1, '\t']) holds(JSON.stringify(value, null, space));
  });

  test.prop([fc.jsonValue({ maxDepth: 4 }), fc.boolean()])(
    'says what it was made from, as YAML',
    (value, isFlow) => holds(stringify({ value }, isFlow ? { collectionStyle: 'flow' } : {})),
  );

  it.each([
    ['{"a": [1, -2.5, "x\\ny"],\n\t"b": {}}', { a: [1, -2.5, 'x\ny'], b: {} }],
    ['a:\n- b: 1\n  c: [x, y]\n- r0:eth0 # end\n', { a: [{ b: 1, c: ['x', 'y'] }, 'r0:eth0'] }],
    ['k: { d: 5ms, e: \'1\', "f":true }\r\n', { k: { d: '5ms', e: '1', f: true } }],
    ['__proto__: 1\nconstructor: 2\n', { ['__proto__']: 1, constructor: 2 }],
  ])('needs no parser: %j', (text, value) => {
    expect(quickYaml(text)).toMatchObject({ value: expect.anything() });
    expect(plain(Reflect.get(quickYaml(text), 'value'))).toEqual(plain(value));
  });
});
