import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INVARIANTS } from '../properties/index.js';
import { fuzzCommand } from './cli.js';

async function command(...argv: string[]) {
  return interruptedCommand(Number.POSITIVE_INFINITY, argv);
}

/** Of a user who wants no more when it has been asked so often. */
async function interruptedCommand(after: number, argv: readonly string[]) {
  let asked = 0;
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
    isTerminal: false,
    nowMs: () => (now += 400),
    isInterrupted: () => ++asked > after,
  });
  return { code, output, errors };
}

describe('the fuzz command', () => {
  it('says how many scenarios it tried, and from which seed', async () => {
    const { code, output, errors } = await command('--runs', '7', '--seed', '5');
    expect(code).toBe(0);
    expect(output).toMatch(/^7 scenarios in [\d.]+ s, nothing found \(seed 5\)\n$/);
    expect(errors).toContain('fuzz: seed 5\n');
  });

  it('takes a fresh seed from the clock, and stops when the time is over', async () => {
    const { output } = await command('--seconds', '1');
    expect(output).toMatch(/^\d+ scenarios in [\d.]+ s, nothing found \(seed 523\)\n$/);
  });

  it('says on Ctrl-C what was done until then, and that it was not all', async () => {
    const { code, output } = await interruptedCommand(10, ['--runs', '500', '--seed', '5']);
    expect(code).toBe(130);
    expect(output).toMatch(
      /^interrupted after \d scenarios in [\d.]+ s, nothing found \(seed 5\)\n$/,
    );
  });

  it('tells the names of all invariants', async () => {
    const { output } = await command('--list');
    for (const { name, meaning } of INVARIANTS) expect(output).toContain(`${name}\n  ${meaning}\n`);
  });

  it.each([
    [['--runs', 'many'], '--runs many: expected a whole number'],
    [['--property', 'x'], '--property x: there is no invariant of this name'],
    [['--property', 'link-keep-time'], 'did you mean links-keep-time?'],
    [['--runs', '-5'], '--runs -5: expected a whole number from 1'],
    [['--seconds', '0'], '--seconds 0: expected a whole number from 1'],
    [['--path', '3'], '--path 3: it means something only with the --seed and --property'],
    [['--path', '3:x', '--seed', '1', '--property', 'ttl-falls'], '--path 3:x: expected'],
    [['twice'], "Unexpected argument 'twice'"],
    [['--speed', '9'], "Unknown option '--speed'"],
  ])('refuses %j', async (argv, message) => {
    const { code, errors } = await command(...argv);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(errors).toContain('usage: npm run fuzz');
  });
});

describe('the documentation', () => {
  it('lists every invariant as it is', () => {
    const text = readFileSync(new URL('../../../../docs/fuzzing.md', import.meta.url), 'utf8');
    for (const { name, meaning } of INVARIANTS) {
      expect(text).toContain(`| \`${name}\` | ${meaning} |`);
    }
  });
});
