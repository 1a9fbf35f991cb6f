import { describe, expect, it } from 'vitest';
import { filterRuleOf } from './filterRule.js';

const where = { table: 'nat', chain: 'PREROUTING' } as const;

describe('filter rules of vectors', () => {
  it('match what the vector names, and nothing else', () => {
    const match = {
      protocol: 17,
      source: '10.0.0.0/24',
      inInterface: 'eth0',
      destinationPort: 53,
    };
    expect(filterRuleOf({ ...where, match, target: 'DROP' })).toEqual({
      ...where,
      match: {
        protocol: 17,
        source: { address: 0x0a000000, length: 24 },
        inInterface: 'eth0',
        destinationPorts: { first: 53, last: 53 },
      },
      target: { type: 'DROP' },
    });
    expect(filterRuleOf({ ...where, target: 'ACCEPT' })).toMatchObject({ match: {} });
  });

  it.each([
    [{ REDIRECT: { port: 80 } }, { type: 'REDIRECT', port: 80 }],
    [{ SNAT: { address: '10.0.0.9', port: 7 } }, { type: 'SNAT', address: 0x0a000009, port: 7 }],
    [{ DNAT: { address: '10.0.0.9' } }, { type: 'DNAT', address: 0x0a000009, port: 0 }],
  ])('translate as %o', (target, expected) => {
    expect(filterRuleOf({ ...where, target }).target).toEqual(expected);
  });
});
