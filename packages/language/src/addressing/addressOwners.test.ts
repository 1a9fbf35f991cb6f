import { parsePrefix } from '@packetloom/core';
import { expect, it } from 'vitest';
import { ownerOf } from './addressOwners.js';

it('finds the first node of a plan that has an address, on whichever NIC', () => {
  const prefixes = (...texts: string[]) => texts.map((text) => parsePrefix(text) ?? never(text));
  const plan = [
    { node: 'a', nics: [{ nic: 'eth0', addresses: prefixes('10.0.0.1/24', '10.9.0.1/24') }] },
    { node: 'b', nics: [{ nic: 'lo', addresses: prefixes('10.9.0.1/24', '10.0.0.2/32') }] },
  ];
  const owners = ['10.0.0.1', '10.9.0.1', '10.0.0.2', '10.0.0.3'].map((text) => {
    const [prefix] = prefixes(`${text}/32`);
    return prefix === undefined ? never(text) : ownerOf(plan, prefix.address);
  });
  expect(owners).toEqual(['a', 'a', 'b', null]);
});

function never(text: string): never {
  throw new Error(text);
}
