import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

function markdownFiles(): string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const pages = docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name));
  const readmes = readdirSync(join(root, 'packages')).map((name) =>
    join('packages', name, 'README.md'),
  );
  return ['README.md', ...pages, ...readmes].filter((name) => existsSync(join(root, name)));
}

/** Blocks of code: language, text, and the text of the block that follows, if that shows output. */
function codeBlocks(page: string) {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  return blocks.map(([, language = '', code = ''], place) => {
    const [, nextLanguage, next] = blocks[place + 1] ?? [];
    return { language, code, output: nextLanguage === 'text' ? next : undefined };
  });
}

const pages = markdownFiles();
const examples = pages.flatMap((page) =>
  codeBlocks(page).flatMap(({ language, code, output }) => {
    const file = /^\/\/ (docs\/examples\/\S+\.ts)$/m.exec(code)?.[1];
    return language === 'ts' && file !== undefined ? [{ page, file, code, output }] : [];
  }),
);

describe.each(pages)('%s', (page) => {
  it('links to files that exist', () => {
    const text = readFileSync(join(root, page), 'utf8').replace(/^```.*?^```$/gms, '');
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)];
    const missing = links
      .map(([, link = '']) => link)
      .filter((link) => !existsSync(join(root, dirname(page), link)));
    expect(missing).toEqual([]);
  });
});

describe('examples in the documentation', () => {
  afterEach(() => vi.restoreAllMocks());

  it('are all shown', () => {
    const files = readdirSync(join(root, 'docs/examples')).map((name) => `docs/examples/${name}`);
    expect(new Set(examples.map(({ file }) => file))).toEqual(new Set(files));
  });

  it.each(examples)('$file is shown in $page as it is', ({ file, code }) => {
    expect(code).toBe(`// ${file}\n${readFileSync(join(root, file), 'utf8')}`);
  });

  it.each(examples)('$file prints what $page says', async ({ file, output }) => {
    const lines: string[] = [];
    const { inspect } = await import('node:util');
    vi.spyOn(console, 'log').mockImplementation((...values) => {
      lines.push(
        values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '),
      );
    });
    await import(join(root, file));
    expect(`${lines.join('\n')}\n`).toBe(output);
  });
});
