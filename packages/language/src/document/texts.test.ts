import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { readEpoch } from '../quantity/epoch.js';
import { formatOctets, octetsOf, readOctets } from '../quantity/octets.js';
import { readEndpoint, readHost, readUdpTarget } from './endpoint.js';
import { memberAccess, NAME_FORM, takeName } from './names.js';

describe('endpoints and targets', () => {
  it('reads a node and its NIC', () => {
    expect(readEndpoint('h1:eth0')).toEqual({ ok: true, value: { node: 'h1', nic: 'eth0' } });
  });

  it.each([
    ['h1', 'h1:eth0'],
    ['h1:', undefined],
    ['h1:eth0:x', undefined],
    [':eth0', undefined],
  ])('%j is no endpoint', (text, suggestion) => {
    const reading = readEndpoint(text);
    expect(reading.ok ? reading : reading.suggestion).toBe(suggestion);
  });

  it('reads a node or an address, and a port', () => {
    expect(readUdpTarget('h2:5004')).toEqual({ ok: true, value: { host: 'h2', port: 5004 } });
    expect(readUdpTarget('10.0.0.2:1')).toEqual({
      ok: true,
      value: { host: 0x0a000002, port: 1 },
    });
  });

  it.each(['h2', 'h2:0', 'h2:65536', 'h2:x', 'h2:', '10.0.0.256:80', ':80', 'h2:99999999999'])(
    '%j is no target',
    (text) => {
      expect(readUdpTarget(text).ok).toBe(false);
    },
  );

  it('takes what looks like an address for none, unless it is one', () => {
    expect(readHost('10.0.0.1')).toBe(0x0a000001);
    expect(readHost('r-1')).toBe('r-1');
    expect(readHost('10.0.0')).toBeUndefined();
  });
});

describe('octets in hexadecimal', () => {
  it('takes white space anywhere', () => {
    expect(readOctets('45 00\n00 1 4')).toEqual({
      ok: true,
      value: Uint8Array.of(0x45, 0, 0, 0x14),
    });
  });

  it.each([
    ['45 0', 'has 3 digits: each octet takes two'],
    ['45 0x', "has 'x' in it: octets are written in hexadecimal, such as 4500"],
    ['  ', 'is empty: octets are written in hexadecimal'],
    ['00'.repeat(65_536), 'is longer than 65535 octets, the largest IPv4 packet'],
  ])('%.8s is none', (text, problem) => {
    expect(readOctets(text)).toEqual({ ok: false, problem });
  });

  test.prop([fc.uint8Array({ maxLength: 100 })])('is written as it is read', (octets) => {
    const digits = formatOctets(octets);
    expect(digits).toBe(Buffer.from(octets).toString('hex'));
    expect(octetsOf(digits)).toEqual(octets);
    expect(octetsOf(digits.toUpperCase())).toEqual(octets);
  });

  test.prop([fc.uint8Array({ minLength: 1, maxLength: 100 })])(
    'reads back every octet',
    (octets) => {
      const text = [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join(' ');
      expect(readOctets(text)).toEqual({ ok: true, value: octets });
    },
  );
});

describe('an epoch', () => {
  it('is a date and time in UTC', () => {
    expect(readEpoch('2026-01-01T00:00:00Z')).toEqual({ ok: true, value: 1_767_225_600_000 });
    expect(readEpoch('1970-01-01T00:00:00.250Z')).toEqual({ ok: true, value: 250 });
  });

  it.each([
    ['2026-01-01', '2026-01-01T00:00:00Z'],
    ['2026-01-01T00:00:00+01:00', undefined],
    ['2026-02-30T00:00:00Z', undefined],
    ['2026-01-01T25:00:00Z', undefined],
    ['1969-12-31T23:59:59Z', undefined],
    ['9999-01-01T00:00:00Z', undefined],
  ])('%s is none', (text, suggestion) => {
    const reading = readEpoch(text);
    expect(reading.ok ? 'read' : reading.suggestion).toBe(suggestion);
  });
});

describe('names', () => {
  it.each(['h1', 'New_York', 'r-1', 'x'.repeat(63)])('%s is one', (name) => {
    expect(NAME_FORM.test(name)).toBe(true);
  });

  it.each(['', '1h', '_x', 'a b', 'a.b', 'ä', 'x'.repeat(64), 'h1\n'])('%j is none', (name) => {
    expect(NAME_FORM.test(name)).toBe(false);
  });

  it('are numbered where they are taken', () => {
    const taken = new Set(['a']);
    expect([takeName(taken, 'a'), takeName(taken, 'a'), takeName(taken, 'b')]).toEqual([
      'a_2',
      'a_3',
      'b',
    ]);
  });

  it('are numbered without a look at all numbers before', () => {
    let looks = 0;
    class Watched extends Set<string> {
      override has(name: string): boolean {
        looks++;
        return super.has(name);
      }
    }
    const taken = new Watched(['a', 'a_500']);
    const names = Array.from({ length: 1000 }, () => takeName(taken, 'a'));
    expect(names.slice(497, 500)).toEqual(['a_499', 'a_501', 'a_502']);
    expect(new Set(names).size).toBe(1000);
    expect(looks).toBeLessThan(3000);
  });

  it('stand in brackets in expressions where they have a hyphen', () => {
    expect([memberAccess('h1'), memberAccess('r-1')]).toEqual(['.h1', '["r-1"]']);
  });
});
