import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../docs/api', import.meta.url));
const reports = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(`${folder}/${file}`, 'utf8'),
}));

/** Exported names that their report marks as undocumented. */
function undocumented(text: string): string[] {
  const marked = /^\/\/ @public.*\(undocumented\)\n(?:\/\/.*\n)*export (.*)$/gm;
  return [...text.matchAll(marked)].map(([, declaration = '']) => declaration);
}

describe('the reports of exports', () => {
  it('are those of the packages with a public surface', () => {
    const names = ['core', 'language', 'runner', 'scenarios', 'sim'];
    expect(reports.map(({ file }) => file)).toEqual(names.map((name) => `${name}.api.md`));
  });

  it.each(reports)('name nothing without a docstring: $file', ({ text }) => {
    expect(text).toContain('export ');
    expect(undocumented(text)).toEqual([]);
  });

  it('would find a name without one', () => {
    expect(undocumented('// @public (undocumented)\nexport type Name = 1;\n')).toEqual([
      'type Name = 1;',
    ]);
  });
});
