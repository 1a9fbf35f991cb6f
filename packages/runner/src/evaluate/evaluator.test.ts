import { parseExpression } from '@packetloom/language/internal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lazily, View } from '../views/lazyView.js';
import { evaluate } from './evaluator.js';
import { StepLimitError, Steps } from './steps.js';

const HOSTILE_NAMES = [
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  '__proto__',
  'size',
  'all',
  'in',
  'true',
  'null',
  'my-call',
];

const drops = new View({ zerosCount: false }).add('loss', () => 3n).add('no-route', () => 0n);
const roots = lazily({
  drops: () => drops,
  app: () => {
    const view = new View();
    for (const name of HOSTILE_NAMES) view.add(name, () => lazily({ lost: () => 2n }));
    return view;
  },
  none: () => lazily({ rtt: () => undefined, sent: () => 0n }),
  hops: () => [{ ttl: 1n, address: 'a' }, { ttl: 2n }],
});

function evaluated(expression: string, steps = new Steps()): unknown {
  return evaluate(parseExpression(expression).ast, null, { roots, steps });
}

describe('evaluate', () => {
  it.each([
    // Whole numbers and fractions mix.
    '1 == 1.0 && 1u == 1 && 1.0 == 1u && 2 != 2.5',
    '1 < 1.5 && 1u < 2 && 2.5 > 2u && 3 >= 3.0 && 1 <= 1u',
    '0.9 * 2 == 1.8 && 2 * 0.5 == 1.0 && 1u + 1 == 2 && 3 - 0.5 == 2.5 && 1 / 2.0 == 0.5',
    '7 / 2 == 3 && -7 / 2 == -3 && 7 % 4 == 3 && -7 % 4 == -3 && 7u / 2u == 3u',
    'dyn(1) * 0.5 == 0.5 && 1 in [1.0] && [1, 2] == [1.0, 2u] && {1: 2} == {1.0: 2.0}',
    // Durations have multiples, parts and ratios.
    "duration('10ms') * 2 == duration('20ms') && 0.5 * duration('10ms') == duration('5ms')",
    "duration('10ms') / 4 == duration('2500us') && duration('30ms') / duration('20ms') == 1.5",
    "duration('1ns') - duration('2ns') < duration('0s') && -duration('1s') == duration('0s') - duration('1s')",
    // Mappings: views, literals, entries of lists.
    "drops.size() == 1 && size(drops) == 1 && 'loss' in drops && !('no-route' in drops)",
    'drops["no-route"] == 0 && drops.all(r, drops[r] > 0) && drops.map(r, r) == ["loss"]',
    "app.size() == 12 && app.all(k, app[k].lost == 2) && app.exists_one(k, k == 'size')",
    'app.constructor.lost == 2 && app.toString.lost == 2 && app.size.lost == 2 && app.all.lost == 2',
    'app["in"].lost + app["true"].lost + app["__proto__"].lost + app["my-call"].lost == 8',
    "!('isPrototypeOf' in app) && !has(app.isPrototypeOf) && has(app.constructor)",
    "{'constructor': 1, '__proto__': 2}['constructor'] == 1 && {'__proto__': 2}['__proto__'] == 2",
    "{'a': 1}.all(k, k == 'a') && {'a': 1, 'b': 2}.filter(k, k != 'a') == ['b'] && {1: 'x'}[1u] == 'x'",
    "hops.exists(h, has(h.address) && h.address == 'a') && hops.filter(h, has(h.address)).size() == 1",
    'app.filter(k, app[k].lost > 1).size() == app.size() && [[1, 2], [3]].all(l, l.all(x, x > 0))',
    '[1, 2, 3].map(x, x > 1, x * 2) == [4, 6] && [].all(x, false) && ![].exists(x, true)',
    // What decides, decides, whatever the rest may be.
    'true || 1 / 0 == 1 && false || 1 / 0 == 1 || true',
    '!(false && 1 / 0 == 1) && !(1 / 0 == 1 && false)',
    '[0, 1].exists(x, 1 / x == 1) && ![0, 1].all(x, 1 / x == 2)',
    '(1 < 2 ? 3 : 1 / 0) == 3 && !has(none.rtt)',
    // Functions of the library.
    "'abc'.startsWith('a') && 'a,b'.split(',') == ['a', 'b'] && ['a', 'b'].join('-') == 'a-b'",
    "string(1) == '1' && int('7') == 7 && double(1) == 1.0 && 'aXb'.matches('^a[A-Z]b$')",
    "type(1) == int && type('') == string && type(app) == map && type([]) == list && type(1u) == uint",
    "duration('90s').getMinutes() == 1 && size('häß') == 3 && bytes('a') + bytes('b') == b'ab'",
    "type(duration('1s')) != type(1) && null == null && 1 != '1' && [1] != {} && true != 1",
    "timestamp('2026-01-01T00:00:00Z') < timestamp('2027-01-01T00:00:00Z')",
  ])('is true: %s', (expression) => {
    expect(evaluated(expression)).toBe(true);
  });

  it.each([
    ['1 / 0 == 0', 'a division by zero'],
    ["duration('1s') / 0 == duration('1s')", 'a division by zero'],
    ['9223372036854775807 + 1 > 0', 'a whole number gets too large (more than 63 bits)'],
    ['none.rtt.max', "there is no 'rtt'"],
    ['app[1]', 'there is no 1'],
    ['hops[2]', 'the list is shorter than that'],
    ["hops['a']", 'elements of a list are counted from 0: a text names none'],
    ["dyn('a') < 1", 'a text < a whole number makes no sense'],
    ["dyn(1) + duration('1s')", 'a whole number + a duration makes no sense'],
    ['hops.all(h, h.ttl)', 'all() asks whether something is true, and this is a whole number'],
    ['dyn(1).all(x, true)', 'a whole number has no elements'],
    ["'a' in dyn('abc')", 'nothing is in a text'],
    ['dyn(1) && true', 'a whole number is neither true nor false'],
    ['1 in dyn(1)', 'nothing is in a whole number'],
    ["int(dyn('a'))", 'int() type error: cannot convert to int'],
  ])('has no value: %s', (expression, message) => {
    expect(() => evaluated(expression)).toThrow(message);
  });

  it('counts steps, and elements and characters of what is made, and stops where there are too many', () => {
    const tens = '[0,1,2,3,4,5,6,7,8,9]';
    const nested = (depth: number): string =>
      depth === 0 ? 'true' : `${tens}.all(x${depth}, ${nested(depth - 1)})`;
    const doubled = (what: string, times: number): string =>
      times === 0 ? what : `[${doubled(what, times - 1)}].map(s, s + s)[0]`;
    for (const expression of [
      nested(12),
      `size(${doubled('[1]', 40)}) > 0`,
      `size(${doubled("'a'", 40)}) > 0`,
      `size(${doubled("'a'", 19)}.split('')) > 0 || size(${doubled("'a'", 19)}.split('')) > 0`,
      `${doubled('[1]', 18)} == ${doubled('[1]', 18)} && ${nested(6)}`,
    ]) {
      expect(() => evaluated(expression)).toThrow(StepLimitError);
    }
    const steps = new Steps();
    expect(evaluated(nested(3), steps)).toBe(true);
    expect(steps.taken).toBeGreaterThan(1_000);
    expect(steps.taken).toBeLessThan(10_000);
  });

  it('takes the same steps for the same expression', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 20 }), (numbers) => {
        const expression = `[${numbers.join(', ')}].filter(x, x > 0).map(x, x * 2.5).exists(x, x > 7)`;
        const [one, other] = [new Steps(), new Steps()];
        expect(evaluated(expression, one)).toBe(
          numbers.some((number) => number > 0 && number * 2.5 > 7),
        );
        evaluated(expression, other);
        expect(one.taken).toBe(other.taken);
      }),
    );
  });

  it('compares and calculates numbers of all types as mathematics does', () => {
    const whole = fc.integer({ min: -1000, max: 1000 });
    const half = whole.map((number) => number / 2);
    fc.assert(
      fc.property(half, half, (a, b) => {
        const forms = (number: number) => [
          `(${number.toFixed(1)})`,
          ...(Number.isInteger(number) ? [`(${number})`] : []),
          ...(Number.isInteger(number) && number >= 0 ? [`${number}u`] : []),
        ];
        for (const left of forms(a)) {
          for (const right of forms(b)) {
            expect([left, right, evaluated(`${left} < ${right}`)]).toEqual([left, right, a < b]);
            expect([left, right, evaluated(`${left} == ${right}`)]).toEqual([left, right, a === b]);
            const isNegativeUnsigned = left.endsWith('u') && right.endsWith('u') && a < b;
            if (isNegativeUnsigned) continue;
            expect(evaluated(`${left} - ${right} == ${(a - b).toFixed(1)}`)).toBe(true);
          }
        }
      }),
    );
  });
});
