import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ParseResult } from './quantity.js';
import {
  formatDuration,
  formatRate,
  readDuration,
  readPackets,
  readRate,
  readSize,
} from './units.js';

/** The value, or the problem with the suggestion behind an arrow. */
function outcome(reading: ParseResult<number | null>): number | string | null {
  if (reading.ok) return reading.value;
  const { problem, suggestion } = reading;
  return suggestion === undefined ? problem : `${problem} → ${suggestion}`;
}

describe('durations', () => {
  it.each([
    ['0s', 0],
    ['1ns', 1],
    ['0.1ms', 100_000],
    ['0.000000001s', 1],
    ['1.5us', 1_500],
    ['0.25us', 250],
    ['4.35ms', 4_350_000],
    ['20ms', 20_000_000],
    ['90m', 5_400_000_000_000],
    ['2h', 7_200_000_000_000],
    ['9007199.254740991s', Number.MAX_SAFE_INTEGER],
  ])('%s is %d ns', (text, ns) => {
    expect(readDuration(text)).toEqual({ ok: true, value: ns });
  });

  const units = 'a duration is a number and a unit (ns, us, ms, s, m, h), such as 20ms';
  it.each([
    ['20', `has no unit: ${units} → 20ms`],
    ['20 ms', `has a space before its unit: ${units} → 20ms`],
    ['20MS', `has the unknown unit 'MS': ${units} → 20ms`],
    ['20msec', `has the unknown unit 'msec': ${units} → 20ms`],
    ['5µs', `has the unknown unit 'µs': ${units} → 5us`],
    ['20parsec', `has the unknown unit 'parsec': ${units}`],
    ['1,5ms', `is no duration: ${units} → 1.5ms`],
    ['-5ms', `is no duration: ${units}`],
    ['1e3ms', `is no duration: ${units}`],
    ['', `is no duration: ${units}`],
    ['ms', `is no duration: ${units}`],
    ['0.5ns', 'is finer than 1ns, the finest duration there is'],
    ['9007199.254740992s', 'is more than the largest duration, 9007199254740991ns'],
    [`${'9'.repeat(50)}s`, `is far too long: ${units}`],
    ['5constructor', `has the unknown unit 'constructor': ${units}`],
    ['5__proto__', `is no duration: ${units}`],
  ])('%j is none', (text, problem) => {
    expect(outcome(readDuration(text))).toBe(problem);
  });

  test.prop([fc.nat(Number.MAX_SAFE_INTEGER)])('read back as they are written', (ns) => {
    expect(readDuration(formatDuration(ns))).toEqual({ ok: true, value: ns });
  });

  test.prop([fc.nat(1_000_000), fc.stringMatching(/^\d{1,6}$/)])(
    'are exact in every decimal place',
    (whole, fraction) => {
      const ns = BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
      expect(readDuration(`${whole}.${fraction}ms`)).toEqual({ ok: true, value: Number(ns) });
    },
  );

  it.each([
    [0, '0ns'],
    [999, '999ns'],
    [1_000, '1us'],
    [2_500_000, '2.5ms'],
    [1_000_000_001, '1.000000001s'],
    [-1_500, '-1.5us'],
  ])('%d ns are written %s', (ns, text) => {
    expect(formatDuration(ns)).toBe(text);
  });
});

describe('rates', () => {
  it.each([
    ['64kbit', 64_000],
    ['2.5gbit', 2_500_000_000],
    ['1bit', 1],
    ['0.1mbit', 100_000],
    ['unlimited', null],
  ])('%s is %d bit/s', (text, value) => {
    expect(readRate(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['10Mbps', '10mbit'],
    ['10Mbit', '10mbit'],
    ['1G', '1gbit'],
    ['10mbit/s', '10mbit'],
    ['0bit', '1bit'],
    ['10', '10mbit'],
  ])('%s is none, and may mean %s', (text, suggestion) => {
    expect(readRate(text)).toMatchObject({ ok: false, suggestion });
  });

  test.prop([fc.integer({ min: 1, max: 1_000_000_000 })])(
    'read back as they are written',
    (rate) => {
      expect(readRate(formatRate(rate))).toEqual({ ok: true, value: rate });
    },
  );
});

describe('sizes and packets', () => {
  it.each([
    ['160b', 160],
    ['1.5kb', 1_500],
    ['64kib', 65_536],
    ['1mib', 1_048_576],
  ])('%s is %d bytes', (text, value) => {
    expect(readSize(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['100p', 100],
    ['0p', 0],
  ])('%s is %d packets', (text, value) => {
    expect(readPackets(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['1.5p', 'is finer than 1p, the finest number of packets there is'],
    [
      '100packets',
      "has the unknown unit 'packets': a number of packets is a number and a unit (p), such as 100p → 100p",
    ],
  ])('%s is none', (text, problem) => {
    expect(outcome(readPackets(text))).toBe(problem);
  });
});
