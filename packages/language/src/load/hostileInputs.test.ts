import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { HOSTILE_INPUTS } from '../testing/hostileInputs.js';
import { loadText } from '../testing/loadText.js';

const showCase = readFileSync(
  new URL('../../../scenarios/gallery/show-case.yaml', import.meta.url),
  'utf8',
);

const lan = readFileSync(new URL('../../../../docs/examples/lan.yaml', import.meta.url), 'utf8');

type Place = readonly [holder: object, key: string | number];

/** Every mapping and list of a value, with each of its keys. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [value, key] as const,
    ...placesIn(inner),
  ]);
}

function messages(text: string | Uint8Array): readonly string[] {
  const result = loadText(text);
  return result.ok ? [] : result.problems.map(({ message }) => message);
}

/** Small enough to be read to the end; the command is started with them as large as they can be. */
const SMALL = 1 / 8;

describe('a hostile input is answered with a few short messages:', () => {
  it.each(HOSTILE_INPUTS)('$name', ({ make }) => {
    const found = messages(make(SMALL));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(20);
    for (const message of found) {
      expect(message.length).toBeLessThan(400);
      expect(message).not.toMatch(/\n|Error:|undefined|\[object/);
    }
  });
});

describe('the loader', () => {
  it('takes a byte order mark, and both kinds of line ends', () => {
    expect(messages(`\ufeff${showCase.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  it('takes JSON', () => {
    const json = { schema: 1, name: 'a', nodes: { h1: { kind: 'host' } } };
    expect(messages(JSON.stringify(json, null, '\t'))).toEqual([]);
  });

  test.prop([fc.nat(showCase.length - 1)])('answers a file that was cut off', (length) => {
    const result = loadText(showCase.slice(0, length));
    if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
  });

  test.prop([fc.nat(showCase.length - 1), fc.string({ unit: 'binary', maxLength: 3 })])(
    'answers a file with something else in the midst of it',
    (index, text) => {
      const result = loadText(showCase.slice(0, index) + text + showCase.slice(index + 1));
      if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
    },
  );

  test.prop([
    fc.constantFrom(showCase, lan),
    fc.nat(),
    fc.constantFrom(null, 5, -1, 1.5, 'x', '', '*', '1ms', [], {}, true, [null]),
  ])('answers a document with another value anywhere in it', (text, choice, value) => {
    const document = parse(text) as unknown;
    const places = placesIn(document);
    const [holder, key] = places[choice % places.length] as Place;
    (holder as Record<string | number, unknown>)[key] = value;
    const result = loadText(JSON.stringify(document));
    if (!result.ok) expect(result.problems.length).toBeGreaterThan(0);
  });

  test.prop([fc.uint8Array({ maxLength: 200 })])('answers any octets', (octets) => {
    expect(messages(octets).length).toBeGreaterThan(0);
  });

  test.prop([fc.json({ maxDepth: 4 })])('answers any JSON', (json) => {
    expect(messages(json).length).toBeGreaterThan(0);
  });
});
