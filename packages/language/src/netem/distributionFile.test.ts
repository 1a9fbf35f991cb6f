import { describe, expect, it } from 'vitest';
import { loadText, problemsOf } from '../testing/loadText.js';
import { DistributionFiles } from './distributionFile.js';

function reading(content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return new DistributionFiles((file) => ({ file, bytes })).read('a.dist');
}

function scenario(link: string): string {
  return `schema: 1
name: a
nodes: { a: { kind: host }, b: { kind: host } }
links: [{ endpoints: ["a:eth0", "b:eth0"], ${link} }]
`;
}

const TABLE = '# This is the distribution table\n -8192 0\n 8192\n';
const FILES = { 'wan.dist': TABLE, './wan.dist': TABLE, 'bad.dist': '1\n2 x3\n' };

/** The jitter or the slots of the first link. */
function loaded(link: string) {
  const result = loadText(scenario(link), FILES);
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.document.links[0]?.forward;
}

describe('a file with a distribution', () => {
  it('is read as tc reads it: numbers, and lines of comment', () => {
    const text = '# normal\n# mu = 0\n\n -32768 -0x10 010\t+7\r\n 32767\n';
    expect(reading(text)).toEqual({
      distribution: { kind: 'table', values: [-32_768, -16, 8, 7, 32_767] },
    });
  });

  it.each([
    ['', "'a.dist' has no numbers"],
    ['# nothing\n', "'a.dist' has no numbers"],
    ['1 2\n3 4.5\n', "'a.dist', line 2: '4.5' is no whole number"],
    ['1 08', "'a.dist', line 1: '08' is no whole number"],
    ['1\n # not at the start', "'a.dist', line 2: '#' is no whole number"],
    ['40000', "'a.dist', line 1: 40000 is not from -32768 to 32767"],
    ['9'.repeat(400), `'a.dist', line 1: ${'9'.repeat(20)}… is not from -32768 to 32767`],
    ['1\n'.repeat(16_385), "'a.dist', line 16385: more than 16384 numbers"],
    [Uint8Array.of(1, 0, 2), "'a.dist' is no text: a distribution is numbers"],
  ])('cannot be %j', (content, message) => {
    expect(reading(content)).toEqual({ message });
  });

  it('is read once, however many links name it', () => {
    let reads = 0;
    const files = new DistributionFiles((file) => {
      reads++;
      return { file, bytes: new TextEncoder().encode('1') };
    });
    expect(files.read('a.dist')).toBe(files.read('a.dist'));
    expect(reads).toBe(1);
  });
});

describe('a distribution of a file', () => {
  const distribution = { kind: 'table', values: [-8192, 0, 8192] };

  it('may be of jitter and of slots, in words and keys', () => {
    expect(loaded('netem: delay 20ms 2ms distribution ./wan.dist')?.jitter).toMatchObject({
      jitterNs: 2_000_000,
      distribution,
    });
    expect(loaded('delay: { mean: 20ms, jitter: 2ms, table: wan.dist }')?.jitter).toMatchObject({
      distribution,
    });
    const delay = { kind: 'distribution', meanNs: 5_000_000, jitterNs: 1_000_000, distribution };
    expect(loaded('netem: slot distribution wan.dist 5ms 1ms')?.slot).toMatchObject({ delay });
    expect(loaded('slot: { mean: 5ms, jitter: 1ms, table: wan.dist }')?.slot).toMatchObject({
      delay,
    });
  });

  it.each([
    ['netem: delay 9ms 1ms distribution experimental', "no distribution 'experimental'"],
    ['netem: delay 9ms 1ms distribution experimental', 'and files, such as ./experimental.dist'],
    ['netem: delay 9ms 1ms distribution ./no.dist', "'./no.dist': there is no such file"],
    ['netem: delay 9ms 1ms distribution bad.dist', "'bad.dist', line 2: 'x3' is no whole number"],
    ['delay: { mean: 9ms, jitter: 1ms, table: bad.dist }', "'bad.dist', line 2: 'x3' is no"],
    ['delay: { mean: 9ms, table: wan.dist }', "a distribution is of the jitter: write 'jitter'"],
    ['delay: { mean: 9ms, jitter: 1ms, distribution: normal, table: wan.dist }', 'either a name'],
    ['slot: { min: 9ms, table: wan.dist }', "'table' is of the other"],
  ])('cannot be that of %s', (link, message) => {
    const problems = problemsOf(scenario(link), FILES);
    expect(problems).toContain(message);
    expect(problems).toMatch(/^x\.yaml:4:\d+: /);
  });
});
