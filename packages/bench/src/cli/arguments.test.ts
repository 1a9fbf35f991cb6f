import { describe, expect, it } from 'vitest';
import { families } from '../benchmarks/index.js';
import { readArguments, UsageError } from './arguments.js';

const read = (text: string) => readArguments(text === '' ? [] : text.split(' '), families);

describe('the command line', () => {
  it('runs every member of every family without names', () => {
    const members = families.reduce((count, family) => count + family.members.length, 0);
    expect(read('').jobs).toHaveLength(members);
    expect(read('')).toMatchObject({ runs: 5, json: false, smoke: false, compare: null });
  });

  it('runs all members of a named family', () => {
    expect(read('chain').jobs.map(({ options }) => options.routers)).toEqual([8, 64, 512]);
  });

  it('runs one member where options choose it', () => {
    expect(read('grid --size 10 --routes computed').jobs).toEqual([
      { family: 'grid', options: { size: 10, routes: 'computed' } },
    ]);
  });

  it('gives a number of packets to all members', () => {
    expect(read('chain --packets 7').jobs.map(({ options }) => options)).toEqual([
      { routers: 8, packets: 7 },
      { routers: 64, packets: 7 },
      { routers: 512, packets: 7 },
    ]);
  });

  it.each([
    ['nothing', 'no benchmark is named "nothing"'],
    ['chain --routers 0', '--routers takes a positive integer, not "0"'],
    ['chain --packets 1.5', '--packets takes a positive integer'],
    ['grid --routes magic', '--routes takes rule or computed'],
    ['chain --unknown', "Unknown option '--unknown'"],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(UsageError);
    expect(() => read(text)).toThrow(message);
  });
});
