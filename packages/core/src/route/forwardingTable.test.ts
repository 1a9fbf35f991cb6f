import { describe, expect, it } from 'vitest';
import { type Ipv4Prefix, parseIpv4Address, parsePrefix } from '../address/index.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import { ForwardingTable } from './forwardingTable.js';
import type { RouteEntry } from './routeTable.js';

const address = (text: string) => parseIpv4Address(text) as Ipv4Address;

function entry(prefix: string, nic: number, metric?: number): RouteEntry {
  const destination = parsePrefix(prefix) as Ipv4Prefix;
  return { destination, gateway: null, nic, ...(metric === undefined ? {} : { metric }) };
}

const nicOf = ({ nic }: RouteEntry) => nic;
/** Prefixes that contain none of the addresses looked up, so that a table is hashed. */
const OTHERS = Array.from({ length: 20 }, (_, index) => entry(`172.16.${index}.0/24`, 100 + index));

describe.each([
  ['a short table', []],
  ['a long table', OTHERS],
])('%s', (_, others) => {
  it('prefers the longest prefix, whatever the order', () => {
    const entries = [
      entry('0.0.0.0/0', 1),
      entry('10.1.0.0/16', 2),
      ...others,
      entry('10.1.2.3/32', 4),
      entry('10.1.2.0/24', 3),
    ];
    const table = new ForwardingTable(entries, nicOf);
    const found = ['192.0.2.1', '10.1.9.9', '10.1.2.9', '10.1.2.3'].map((text) =>
      table.find(address(text)),
    );
    expect(found).toEqual([1, 2, 3, 4]);
  });

  it('prefers the lowest metric of one prefix, then the first entry', () => {
    const entries = [
      entry('10.0.0.0/8', 1, 5),
      entry('10.0.0.0/8', 2),
      ...others,
      entry('10.0.0.0/8', 3),
    ];
    expect(new ForwardingTable(entries, nicOf).find(address('10.0.0.1'))).toBe(2);
  });

  it('passes over entries that cannot be used', () => {
    const entries = [entry('10.0.0.0/8', 1, 1), entry('10.0.0.0/8', 2, 2), ...others];
    const table = new ForwardingTable(entries, ({ nic }) => (nic === 1 ? null : nic));
    expect(table.find(address('10.0.0.1'))).toBe(2);
  });

  it('finds nothing where no prefix contains the destination', () => {
    const table = new ForwardingTable([entry('128.0.0.0/1', 1), ...others], nicOf);
    expect(table.find(address('127.255.255.255'))).toBeNull();
    expect(table.find(address('255.255.255.255'))).toBe(1);
  });
});
