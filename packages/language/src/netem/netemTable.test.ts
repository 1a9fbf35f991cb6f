import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NETEM_CLAUSES } from './netemClauses.js';

const PAGE = new URL('../../../../docs/netem.md', import.meta.url);
const ROWS = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'));

describe('the table of words of netem', () => {
  it('has a row for each word of the parser, and for no other', () => {
    const words = ROWS.map((row) => /^\| `(?<word>[a-z]+)/.exec(row)?.groups?.word);
    expect(new Set(words)).toEqual(new Set(Object.keys(NETEM_CLAUSES)));
  });

  it.each(ROWS)('names a test that is there: %s', (row) => {
    const tests = [...row.matchAll(/\]\((?<path>[^)]+\.test\.ts)\)/g)];
    expect(tests.length).toBeGreaterThan(0);
    for (const { groups } of tests)
      expect(existsSync(new URL(groups?.path ?? '', PAGE))).toBe(true);
  });
});
