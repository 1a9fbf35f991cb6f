import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodeEntities, type GmlEntry, parseGml } from './gml.js';

function plain(entries: readonly GmlEntry[]): unknown[] {
  return entries.map(({ key, value }) => [key, typeof value === 'object' ? plain(value) : value]);
}

function parsed(text: string): unknown {
  const result = parseGml(text);
  return 'error' in result ? result.error : plain(result.entries);
}

describe('parseGml', () => {
  it('reads numbers, strings and lists, with comments between', () => {
    expect(
      parsed('Creator "x"\n# a comment\ngraph [ node [ id 0 x -1.5 y +2e3 z .5 ] _k "" ]'),
    ).toEqual([
      ['Creator', 'x'],
      [
        'graph',
        [
          [
            'node',
            [
              ['id', 0],
              ['x', -1.5],
              ['y', 2000],
              ['z', 0.5],
            ],
          ],
          ['_k', ''],
        ],
      ],
    ]);
  });

  it('keeps strings over several lines, and knows the lines behind them', () => {
    const result = parseGml('a "one\ntwo"\n  b 1');
    expect('entries' in result && result.entries.map(({ line, column }) => [line, column])).toEqual(
      [
        [1, 1],
        [3, 3],
      ],
    );
  });

  it('decodes entities', () => {
    const text =
      '&quot;T&quot; &amp; S&#227;o &#xe9; &uuml; &Scedil; &nbsp;&euro; &nosuch; &#0; & AT&T';
    expect(decodeEntities(text)).toBe('"T" & São é ü Ş  € &nosuch; \ufffd & AT&T');
  });

  it.each([
    ['graph [ node [ id 1', 1, 20, "the text ends inside of 'node [', which begins on line 1"],
    ['graph [ ]\n ]', 2, 2, "this ']' closes nothing"],
    ['graph [\n  = 3 ]', 2, 3, "expected a key or ']', found '='"],
    ['graph [ id ]', 1, 12, `expected a number, a "string" or a list [ … ] after 'id', found ']'`],
    [
      'graph [ id 1x ]',
      1,
      12,
      `expected a number, a "string" or a list [ … ] after 'id', found '1x'`,
    ],
    ['a "x', 1, 3, 'this string has no end'],
    [
      'a',
      1,
      2,
      `expected a number, a "string" or a list [ … ] after 'a', found the end of the text`,
    ],
    ['a ['.repeat(40), 1, 97, 'lists are nested deeper than 32 levels'],
  ])('tells what is wrong with %j', (text, line, column, message) => {
    expect(parseGml(text)).toEqual({ error: { line, column, message } });
  });

  const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
  const { entries } = fc.letrec<{ entries: [string, unknown][]; value: unknown }>((tie) => ({
    entries: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }),
    value: fc.oneof(
      { depthSize: 'small' },
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }).map((x) => x || 0),
      fc.stringMatching(/^[^"&]{0,10}$/),
      tie('entries'),
    ),
  }));

  function written(list: readonly [string, unknown][]): string {
    return list
      .map(([name, value]) => {
        if (Array.isArray(value)) return `${name} [\n${written(value)}\n]`;
        return `${name} ${typeof value === 'string' ? `"${value}"` : value}`;
      })
      .join('\n');
  }

  test.prop([entries])('reads back what was written', (list) => {
    expect(parsed(written(list))).toEqual(list);
  });

  test.prop([fc.string({ unit: fc.constantFrom('[', ']', '"', 'a', ' ', '1', '\n', '#', '.') })])(
    'answers every text with entries or one error inside of it',
    (text) => {
      const result = parseGml(text);
      if ('entries' in result) return;
      const { line, column } = result.error;
      const lines = text.split('\n');
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeLessThanOrEqual((lines[line - 1] as string).length + 1);
    },
  );
});
