import { describe, expect, it } from 'vitest';
import { MAX_COLUMNS, wrapped } from './wrap.mjs';

const LONG = 'word '.repeat(60).trim();

describe('wrapping Markdown', () => {
  it('breaks a long paragraph, and keeps its words', () => {
    const lines = wrapped(LONG).split('\n');
    expect(lines.every((line) => line.length <= MAX_COLUMNS)).toBe(true);
    expect(lines.join(' ')).toBe(LONG);
  });

  it('fills a paragraph with one long line as a whole', () => {
    expect(wrapped(`${LONG}\nshort\n\nnext`).split('\n')).toHaveLength(5);
  });

  it('indents what follows in a list item', () => {
    const [, second = ''] = wrapped(`- ${LONG}`).split('\n');
    expect(second).toMatch(/^ {2}word/);
  });

  it.each([
    ['code', `\`\`\`sh\n${LONG}\n\`\`\``],
    ['a table', `| ${LONG} |`],
    ['a heading', `# ${LONG}`],
    ['what is short enough', 'one\ntwo'],
  ])('leaves %s as it is', (_, text) => {
    expect(wrapped(text)).toBe(text);
  });

  it('never breaks code within a line, and begins no line with the mark of a list', () => {
    const text = `${'word '.repeat(22)}\`a b c d e f g h i j k l m\` ${'word '.repeat(22)}- ${LONG}`;
    for (const line of wrapped(text).split('\n')) {
      expect((line.match(/`/g) ?? []).length % 2).toBe(0);
      expect(line).not.toMatch(/^- /);
    }
  });
});
