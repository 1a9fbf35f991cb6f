import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROPERTIES } from '../properties/index.js';
import { fuzzCommand } from './cli.js';

async function command(...argv: string[]) {
  let output = '';
  let errors = '';
  let now = 1_000_000_000_123;
  const code = await fuzzCommand(argv, {
    print: (text) => {
      output += text;
    },
    printError: (text) => {
      errors += text;
    },
    nowMs: () => (now += 400),
  });
  return { code, output, errors };
}

describe('the fuzz command', () => {
  it('says how many scenarios it tried, and from which seed', async () => {
    const { code, output, errors } = await command('--runs', '24', '--seed', '5');
    expect(code).toBe(0);
    expect(output).toMatch(/^24 scenarios in [\d.]+ s, nothing found \(seed 5\)\n$/);
    expect(errors).toContain('fuzz: seed 5\n');
  });

  it('takes a fresh seed from the clock, and stops when the time is over', async () => {
    const { output } = await command('--seconds', '1');
    expect(output).toMatch(/^\d+ scenarios in [\d.]+ s, nothing found \(seed 523\)\n$/);
  });

  it('tells the names of all promises', async () => {
    const { output } = await command('--list');
    for (const { promises } of PROPERTIES) {
      for (const { name, meaning } of promises) expect(output).toContain(`${name}\n  ${meaning}\n`);
    }
  });

  it.each([
    [['--runs', 'many'], '--runs many: expected a whole number'],
    [['--property', 'x'], '--property x: there is none of this name'],
    [['--speed', '9'], "Unknown option '--speed'"],
  ])('refuses %j', async (argv, message) => {
    const { code, errors } = await command(...argv);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(errors).toContain('usage: npm run fuzz');
  });
});

describe('the documentation', () => {
  it('lists every promise as it is', () => {
    const text = readFileSync(new URL('../../../../docs/fuzzing.md', import.meta.url), 'utf8');
    for (const { promises } of PROPERTIES) {
      for (const { name, meaning } of promises)
        expect(text).toContain(`| \`${name}\` | ${meaning} |`);
    }
  });
});
