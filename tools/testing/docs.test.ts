import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../packages/scenarios/src/cli/runCommand.js';

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
  return blocks.map(([, language = '', code = ''], index) => {
    const [, nextLanguage, next] = blocks[index + 1] ?? [];
    return { language, code, output: nextLanguage === 'text' ? next : undefined };
  });
}

/** What a scenario prints, as a person sees it who is not at a terminal. */
function reportOf(words: string): string {
  let text = '';
  const stdout = { write: (chunk: string) => (text += chunk) };
  const code = runCommand(words.split(' '), {
    stdout,
    stderr: stdout,
    environment: {},
    folder: root,
    nowMs: () => 0,
  });
  return code === 0 ? text : `exit code ${code}\n${text}`;
}

const pages = markdownFiles();
const examples = pages.flatMap((page) =>
  codeBlocks(page).flatMap(({ language, code, output }) => {
    const file = /^(?:\/\/|#) (docs\/examples\/\S+)$/m.exec(code)?.[1];
    return file === undefined ? [] : [{ page, file, language, code, output }];
  }),
);

/** Commands that run one scenario, with their output behind them. */
const runs = pages.flatMap((page) =>
  codeBlocks(page).flatMap(({ language, code, output }) => {
    const file = /^npm run scenario -- (\S+\.yaml|\S+ --explain \S+)$/m.exec(code)?.[1];
    return language === 'sh' && file !== undefined && output !== undefined
      ? [{ page, file, output }]
      : [];
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

  it.each(examples)('$file is shown in $page as it is', ({ file, language, code }) => {
    const mark = language === 'yaml' ? '#' : '//';
    expect(code).toBe(`${mark} ${file}\n${readFileSync(join(root, file), 'utf8')}`);
  });

  it('show the gallery as it is', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const shown = [...readme.matchAll(/^\| \[`([\w-]+)`\]/gm)].map(([, name]) => name);
    const names = readdirSync(join(root, 'packages/scenarios/gallery'))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => name.replace('.yaml', ''));
    expect(shown.sort()).toEqual(names.sort());
  });

  it.each(runs)('$file is reported as $page says', ({ file, output }) => {
    expect(reportOf(file)).toBe(output);
  });

  const scenarios = examples.filter(({ language }) => language === 'yaml');
  it.each(scenarios)('$file runs, and all that it expects holds', ({ file }) => {
    expect(reportOf(file)).toContain('\nPassed ');
  });

  const programs = examples.filter(({ language }) => language === 'ts');
  it.each(programs)('$file prints what $page says', async ({ file, output }) => {
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
