import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}docs/glossary.md`, 'utf8');
const [terms = ''] = text.split('## Words that are not used');
const rows = terms
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

it('the glossary has its terms in order, each once', () => {
  const names = rows.map(([term = '']) => term.toLowerCase());
  expect(names.length).toBeGreaterThan(50);
  expect(names).toEqual([...new Set(names)].sort());
});

it('every code name of the glossary exists in the sources', () => {
  const names = rows.flatMap(([, code = '']) => [...code.matchAll(/`([^`]+)`/g)].map(([, n]) => n));
  const args = ['grep', '-hwoF', ...names.flatMap((name) => ['-e', name as string])];
  const paths = ['packages/*/src/**/*.ts', 'tools/**/*.mjs'].map((glob) => `:(glob)${glob}`);
  const found = execFileSync('git', [...args, '--', ...paths], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const known = new Set(found.split('\n'));
  expect(names.filter((name) => !known.has(name as string))).toEqual([]);
});
