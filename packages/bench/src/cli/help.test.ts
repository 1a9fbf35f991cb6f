import { describe, expect, it } from 'vitest';
import { main } from '../cli.js';
import type { Output } from './output.js';

async function told(...words: string[]) {
  const texts: string[] = [];
  const output: Output = { out: (text) => texts.push(text), error: (text) => texts.push(text) };
  return { exitCode: await main(words, output), text: texts.join('') };
}

describe('--help', () => {
  it.each([
    ['front-door', '--routers'],
    ['front-door-traffic', '--datagrams'],
  ])('tells the options of %s', async (name, option) => {
    const alone = await told(name, '--help');
    expect(alone).toMatchObject({ exitCode: 0, text: expect.stringContaining(option) });
    expect(await told(name, option, '5', '-h')).toEqual(alone);
    const { text } = await told('--help');
    expect(text).toContain(alone.text);
  });
});
