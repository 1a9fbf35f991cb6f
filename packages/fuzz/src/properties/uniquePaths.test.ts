import { expect, it } from 'vitest';
import { hasUniquePaths } from './uniquePaths.js';

type Link = Pick<
  NonNullable<Parameters<typeof hasUniquePaths>[0]['links']>[number],
  'delay' | 'reverse'
>;

it.each<[boolean, Link[]]>([
  [true, []],
  [true, [{}]],
  [true, [{ delay: '4us' }, { delay: '1us' }, { delay: '2us' }]],
  [true, [{ delay: { mean: '1us', jitter: '100ns' } }, { delay: '2us', reverse: { mtu: 80 } }]],
  [false, [{}, {}]],
  [false, [{ delay: '3us' }, { delay: '1us' }, { delay: '2us' }]],
  [false, [{ delay: '0us' }]],
  [false, [{ delay: '1us', reverse: { delay: '2us' } }]],
])('is %j of %j', (expected, delays) => {
  const links = delays.map((link): Link & { endpoints: [string, string] } => ({
    endpoints: ['n0:eth0', 'n1:eth0'],
    ...link,
  }));
  expect(hasUniquePaths({ schema: 1, name: 'fuzz', links })).toBe(expected);
});
