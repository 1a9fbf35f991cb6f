import { expect, it } from 'vitest';
import { CounterValues, count, counterReader, indexOfEach } from './counters.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const Index = indexOfEach(NAMES);

/** Values of which some were counted. */
function counted(...names: (typeof NAMES)[number][]) {
  const counterValues = new CounterValues(NAMES);
  for (const name of names) count(counterValues, Index[name]);
  return { counterNames: NAMES, counterValues };
}

it('counts each name for itself, those that are fields and those that are not', () => {
  const { counterValues } = counted(...NAMES, 'a', 'b', 'e', 'f', 'g', 'g');
  count(counterValues, Index.d, 40);
  expect(NAMES.map((name) => counterValues.get(Index[name]))).toEqual([2, 2, 1, 41, 2, 2, 3]);
});

it('is 0 where nothing was counted, and for what is no counter', () => {
  const { counterValues } = counted('a');
  expect(counterValues.get(Index.b)).toBe(0);
  expect(counterValues.get(99)).toBe(0);
});

it('is read by names, summed up over those with the same list', () => {
  const other = { counterNames: ['x', 'a'], counterValues: new CounterValues(['x', 'a']) };
  const reader = counterReader(() => [counted('a', 'g'), counted('a'), other]);
  expect(reader.get('a')).toBe(2);
  expect(reader.get('nothing')).toBe(0);
  expect(reader.nonZero()).toEqual({ a: 2, g: 1 });
});
