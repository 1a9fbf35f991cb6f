import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './cli.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const page = readFileSync(`${root}/docs/packetdrill.md`, 'utf8');
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text = '']) => ({
  language,
  text,
}));
const before = process.cwd();
beforeAll(() => process.chdir(root));
afterAll(() => process.chdir(before));

describe('docs/packetdrill.md', () => {
  const commands = blocks.flatMap(({ text }, position) => {
    const words = /^npm run packetdrill -- (.*)$/m.exec(text)?.[1];
    return words === undefined ? [] : [{ words, output: blocks[position + 1]?.text }];
  });

  it('has commands', () => {
    expect(commands.length).toBe(2);
  });

  it.each(commands)('$words prints what stands there', async ({ words, output }) => {
    let printed = '';
    const take = (text: string) => {
      printed += text;
    };
    await main(words.split(' '), { out: take, error: take });
    expect(printed).toBe(output);
  });
});
