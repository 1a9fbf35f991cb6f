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

/** With names for values, and texts in blocks: read quickly as well. */
const NAMED = `# template
defaults: &all { delay: &d 5ms, "loss": [1, *d] }
text: |
  one
    two é

  three
folded: &t >-
  one
  two

  three
list: &l
- &x
  k: *d
  l: [&y {a: b}, *y, *all]
- |
 last
again: { a: *l, b: *t, c: *x }
shadowed: &d 6ms
more:
  *all
last: *d
`;
FILES.push(NAMED, NAMED.replaceAll('\n', '\r\n'));

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
  ...['|\n', '>-\n', '|-\n  x\n', '>\n    x\n\n    y\n', '&a\n', '*a\n', '&b ', '*b', 'x\n'],
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

  test.prop([
    fc.array(fc.lorem({ maxCount: 3 }), { minLength: 1, maxLength: 4 }),
    fc.infiniteStream(fc.nat()),
  ])('says what it was made from, with the same values at several places', (words, choices) => {
    const known: unknown[] = words.map((word) => word.replaceAll(' ', '\n'));
    const chosen = () => known[(choices.next().value ?? 0) % known.length];
    for (let round = 0; round < 6; round += 1) known.push([chosen(), chosen()], { a: chosen() });
    const text = stringify({ values: known });
    expect(quickYaml(text), text).toMatchObject({ value: expect.anything() });
    holds(text);
  });

  it('is not read quickly where aliases explode', () => {
    const of = (count: number) => `a: &a [${'1,'.repeat(1000)}]\nb: [${'*a,'.repeat(count)}]`;
    expect(quickYaml(of(10))).toMatchObject({ value: expect.anything() });
    expect(quickYaml(of(100))).toMatchObject({ refusedAt: expect.anything() });
    // One of two characters in a long text, as in templates of nodes.
    const nodes = Array.from({ length: 20_000 }, (_, node) => `n${node}: *n\n`);
    expect(quickYaml(`n: &n {a: 1}\n${nodes.join('')}`)).toMatchObject({
      value: expect.anything(),
    });
  });

  it.each([
    ['{"a": [1, -2.5, "x\\ny"],\n\t"b": {}}', { a: [1, -2.5, 'x\ny'], b: {} }],
    ['a:\n- b: 1\n  c: [x, y]\n- r0:eth0 # end\n', { a: [{ b: 1, c: ['x', 'y'] }, 'r0:eth0'] }],
    ['k: { d: 5ms, e: \'1\', "f":true }\r\n', { k: { d: '5ms', e: '1', f: true } }],
    ['a: &x { b: 1 }\nc: *x\nd: [*x]\n', { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }] }],
    ['a: &x\n- 1\nb: &y\n  c: 2\nd: [*x, *y]', { a: [1], b: { c: 2 }, d: [[1], { c: 2 }] }],
    ['a: |\n  x\n\n   y\n\n# end\nb: >-\n  x\n  y\n\n  z', { a: 'x\n\n y\n', b: 'x y\nz' }],
    ['__proto__: 1\nconstructor: 2\n', { ['__proto__']: 1, constructor: 2 }],
  ])('needs no parser: %j', (text, value) => {
    expect(quickYaml(text)).toMatchObject({ value: expect.anything() });
    expect(plain(Reflect.get(quickYaml(text), 'value'))).toEqual(plain(value));
  });
});
