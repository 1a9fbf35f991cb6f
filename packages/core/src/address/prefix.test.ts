import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatIpv4Address,
  type Ipv4Address,
  ipv4Address,
  parseIpv4Address,
} from './ipv4Address.js';
import {
  broadcastOf,
  contains,
  formatPrefix,
  type Ipv4Prefix,
  maskOf,
  networkOf,
  parsePrefix,
} from './prefix.js';

const prefix = (text: string): Ipv4Prefix => {
  const parsed = parsePrefix(text);
  if (parsed === undefined) throw new Error(`no prefix: ${text}`);
  return parsed;
};
const address = (text: string) => parseIpv4Address(text) as Ipv4Address;
const textOf = (number: Ipv4Address | undefined) =>
  number === undefined ? undefined : formatIpv4Address(number);

const anyPrefix = fc.record({
  address: fc.integer({ min: 0, max: 0xffffffff }).map(ipv4Address),
  length: fc.integer({ min: 0, max: 32 }),
});

describe('a prefix as text', () => {
  it.each(['0.0.0.0/0', '10.0.0.1/24', '10.0.0.0/8', '255.255.255.255/32', '1.2.3.4/9'])(
    'reads and writes %s, host bits kept',
    (text) => {
      expect(formatPrefix(prefix(text))).toBe(text);
    },
  );

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0/8',
    '/8',
    '1.2.3.4/-1',
    '1.2.3.4/8 ',
    '1.2.3.400/8',
    '1.2.3.4/24/8',
  ])('refuses %j', (text) => {
    expect(parsePrefix(text)).toBeUndefined();
  });
});

describe('the network of a prefix', () => {
  it.each([
    ['10.1.2.3/24', '255.255.255.0', '10.1.2.0', '10.1.2.255'],
    ['10.1.2.3/8', '255.0.0.0', '10.0.0.0', '10.255.255.255'],
    ['192.168.7.9/30', '255.255.255.252', '192.168.7.8', '192.168.7.11'],
    ['1.2.3.4/0', '0.0.0.0', '0.0.0.0', '255.255.255.255'],
    ['1.2.3.4/1', '128.0.0.0', '0.0.0.0', '127.255.255.255'],
    ['10.0.0.1/31', '255.255.255.254', '10.0.0.0', undefined],
    ['10.0.0.1/32', '255.255.255.255', '10.0.0.1', undefined],
  ])('%s: mask %s, network %s, broadcast %s', (text, mask, network, broadcast) => {
    const parsed = prefix(text);
    expect(textOf(maskOf(parsed.length))).toBe(mask);
    expect(textOf(networkOf(parsed))).toBe(network);
    expect(textOf(broadcastOf(parsed))).toBe(broadcast);
  });

  it('holds the addresses that share its leading bits', () => {
    expect(contains(prefix('10.1.2.3/24'), address('10.1.2.200'))).toBe(true);
    expect(contains(prefix('10.1.2.3/24'), address('10.1.3.3'))).toBe(false);
    expect(contains(prefix('200.0.0.0/1'), address('127.0.0.1'))).toBe(false);
    expect(contains(prefix('0.0.0.0/0'), address('255.255.255.255'))).toBe(true);
    expect(contains(prefix('10.0.0.1/32'), address('10.0.0.1'))).toBe(true);
    expect(contains(prefix('10.0.0.1/32'), address('10.0.0.0'))).toBe(false);
  });

  it('holds an address exactly when masking both gives one network', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, (given, { address: other }) => {
        const sameNetwork = networkOf(given) === networkOf({ ...given, address: other });
        expect(contains(given, other)).toBe(sameNetwork);
      }),
    );
  });

  it('reaches from its own address to its broadcast address', () => {
    fc.assert(
      fc.property(anyPrefix, (given) => {
        expect(contains(given, given.address)).toBe(true);
        const broadcast = broadcastOf(given);
        if (given.length >= 31) expect(broadcast).toBeUndefined();
        else expect(broadcast).toBe(networkOf(given) + 2 ** (32 - given.length) - 1);
      }),
    );
  });
});
