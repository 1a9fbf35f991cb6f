import { parseIptables } from '@packetloom/core';
import { anyAddress, filterMatch } from '@packetloom/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writtenMatch } from './iptables.js';

describe('a rule as it is written', () => {
  it('is read as the same rule', () => {
    fc.assert(
      fc.property(filterMatch(anyAddress), (match) => {
        const command = parseIptables(`-A FORWARD ${writtenMatch(match, 'FORWARD')}-j DROP`);
        expect(command).toEqual({
          kind: 'append',
          rule: {
            table: 'filter',
            chain: 'FORWARD',
            match: plain(match),
            target: { type: 'DROP' },
          },
        });
      }),
    );
  });
});

/** Without what is not given, or is not inverted. */
function plain(match: object): object {
  const given = Object.entries(match).filter(([, value]) => value !== undefined && value !== false);
  const values = Object.fromEntries(given);
  const isAbout = (key: string) =>
    key.slice(0, -'Inverted'.length) in values || (key === 'icmpInverted' && 'icmpType' in values);
  return Object.fromEntries(given.filter(([key]) => !key.endsWith('Inverted') || isAbout(key)));
}
