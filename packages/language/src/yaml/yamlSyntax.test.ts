import { describe, expect, it } from 'vitest';
import { readYaml } from './yamlReader.js';
import { parseYaml } from './yamlSyntax.js';

/** Large enough to be read in parts when a mistake is looked for. */
const LINES = 40_000;

function listed(line: (index: number) => string): string {
  return `list:\n${Array.from({ length: LINES }, (_, index) => `  ${line(index)}\n`).join('')}`;
}

describe('a large text that is not as programs write it', () => {
  it.each([100, LINES / 2, LINES - 2])('tells of the first mistake, in line %i', (at) => {
    const text = listed((index) => (index < at ? '- { a: 1, b: x }' : '- a: b: c'));
    const offset = text.indexOf('b: c');
    expect(parseYaml(text, { refusedAt: offset })).toMatchObject({
      fault: { offset, message: expect.stringContaining('inside of a plain value') },
    });
    expect(readYaml(text).faults).toMatchObject([{ offset }]);
  });

  it('takes what ends far behind the place where it is unusual for no mistake', () => {
    const sound = `a: "${'x\n  '.repeat(LINES)}"\nb: {\n${'  # c\n'.repeat(LINES)}  c: 1 }\n`;
    expect(readYaml(sound).faults).toEqual([]);
    expect(readYaml(sound).value).toMatchObject({ b: { c: 1 } });
  });

  it('is read as far as memory goes, and the place is told from where it is unusual', () => {
    const text = `text: one\n  two\n${listed((index) => `- { a: ${index}, b: [1, 2, 3] }`)}`;
    expect(readYaml(text)).toMatchObject({ value: { text: 'one two' }, faults: [] });
    const refusedAt = text.indexOf('two');
    const { value, faults } = readYaml(text, 2 ** 20);
    expect(value).toBeUndefined();
    expect(faults).toMatchObject([
      { offset: refusedAt, message: expect.stringContaining('takes more memory than there is') },
    ]);
  });
});
