import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { runCode } from './evaluator.js';

const NAMES: Readonly<Record<string, number>> = { tcpi_snd_cwnd: 10, tcpi_rtt: 12_000 };
const run = (text: string) => runCode(text, new Map(), (name) => NAMES[name]);

describe('assertions that hold', () => {
  it.each([
    'assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd',
    "assert 5000 <= tcpi_rtt <= 20000, 'srtt=%d us' % tcpi_rtt",
    'LIMIT = 0x7fffffff\nassert tcpi_snd_cwnd < LIMIT; assert not tcpi_snd_cwnd > 10',
    'assert tcpi_snd_cwnd == 10, tcpi_snd_cwnd; \\\n  assert (tcpi_rtt & 0xfff) != 0',
    'print(tcpi_rtt)\nprint tcpi_rtt',
    'assert abs(tcpi_rtt - 12100) <= 100 and tcpi_snd_cwnd in_range or True'.replace(
      ' in_range',
      '',
    ),
    'assert (1 + 2 * 3 ==\n 7)  # a comment',
    'assert 7 // 2 == 3 and 7 % 4 == 3 and 1 << 4 == 16 and 2 ** 3 == 8',
  ])('%s', (text) => {
    expect(run(text)).toBeNull();
  });
});

it('tells an assertion that does not hold, and its note', () => {
  expect(run('assert tcpi_snd_cwnd == 11, "cwnd %d" % tcpi_snd_cwnd')).toEqual({
    assertion: 'tcpi_snd_cwnd == 11',
    note: 'cwnd 10',
  });
});

it.each([
  ['assert tcpi_unheard_of == 1', 'the name tcpi_unheard_of'],
  ['import os', "'import' in code"],
  ['assert len(1) == 1', 'the function len'],
  ['assert 1 / 0', 'a division by zero'],
  ['assert 1 ? 2', "'?' in code"],
])('refuses %s', (text, message) => {
  expect(() => run(text)).toThrow(message);
});

test.prop([fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 })])(
  'division and remainder go together, as in Python',
  (a, b) => {
    expect(
      run(`assert (${a}) // ${b} * ${b} + (${a}) % ${b} == ${a}; assert 0 <= (${a}) % ${b} < ${b}`),
    ).toBeNull();
  },
);
