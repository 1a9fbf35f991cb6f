import { describe, expect, it } from 'vitest';
import { findingsIn } from './rules.mjs';

const PRODUCT = 'packages/sim/src/link/link.ts';
/** Put together from two parts, so that the rules do not find their own tests. */
const word = (first: string, second: string) => first + second;
const rulesBroken = (path: string, ...lines: string[]) =>
  findingsIn({ path, lines }).map(({ line, rule }) => `${line}: ${rule}`);

describe('style rules', () => {
  it('find nothing in decent code', () => {
    const lines = ['// See RFC 791 and ../core/src/header.', "import { fold } from './fold.js';"];
    expect(rulesBroken(PRODUCT, ...lines)).toEqual([]);
  });

  it.each([
    [word('// TO', 'DO later'), 'open promises: finish it, or file an issue'],
    [`const path = '${word('/ho', 'me/someone/x')}';`, 'a path of one machine'],
    [`// ${word('https://registry.npm', 'js.org/x')}`, 'the address of a package registry'],
    [word('// @ts-ig', 'nore'), 'the type checker or the linter switched off'],
    [word('value as unk', 'nown as Link;'), 'a type escape'],
    [word('Math.ran', 'dom()'), 'random numbers come from a named stream'],
    ['Math.exp(x)', 'engines differ in this function, and a run is the same on all of them'],
  ])('find %s', (text, rule) => {
    expect(rulesBroken(PRODUCT, 'fine', text)).toEqual([`2: ${rule}`]);
  });

  it('find a file that is too long', () => {
    const lines = Array.from({ length: 401 }, () => 'x');
    expect(rulesBroken(PRODUCT, ...lines)).toEqual(['401: longer than 400 lines; is it one idea?']);
    expect(rulesBroken(PRODUCT, ...lines.slice(1))).toEqual([]);
    expect(rulesBroken('docs/long.md', ...lines)).toEqual([]);
  });

  it('leave generated files alone', () => {
    const path = 'packages/language/src/generated/schema.ts';
    expect(rulesBroken(path, word('// TO', 'DO'))).toEqual([]);
  });

  it('allow type escapes in tests', () => {
    expect(rulesBroken('packages/sim/src/a.test.ts', word('x as unk', 'nown as Link'))).toEqual([]);
  });
});
