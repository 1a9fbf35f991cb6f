import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fingerprint, type FingerprintField } from './fingerprint.js';

const field = fc.oneof<fc.Arbitrary<FingerprintField>[]>(
  fc.double({ noNaN: true }).map((number) => number + 0),
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 8 }),
);
const events = fc.array(fc.array(field, { maxLength: 6 }), { maxLength: 12 });

function fingerprintOf(all: readonly (readonly FingerprintField[])[]): string {
  const fingerprint = new Fingerprint();
  for (const fields of all) fingerprint.add(fields);
  return fingerprint.digestHex();
}

describe('golden fingerprints', () => {
  // Must never change within a version of the format: they are what runs are compared by.
  it('are SHA-256 over the name of the format and the events', () => {
    const octets = [
      ...[0x78, 24, ...Buffer.from('packetloom/fingerprint/1')],
      ...[0x84, 0x63, ...Buffer.from('udp'), 0x18, 99, 0xf6, 0x42, 7, 8],
      0x80,
    ];
    const expected = createHash('sha256').update(Uint8Array.from(octets)).digest('hex');
    expect(fingerprintOf([['udp', 99, null, Uint8Array.of(7, 8)], []])).toBe(expected);
  });

  it('are the same on every machine', () => {
    expect(fingerprintOf([])).toMatchInlineSnapshot(
      `"e6840eebe8a57b040ad5a38b019f20a2180bc1d2d25722731ef5692f89681144"`,
    );
    expect(
      fingerprintOf([
        ['received', 12_345_678_901, 'r1', true],
        [1.5, 'für'],
      ]),
    ).toMatchInlineSnapshot(`"401858b419ae7960c6f3d8cafc1f4c041481bbc31b100c4a90209671d04674e2"`);
  });
});

describe('fingerprints', () => {
  it('are equal for equal events and differ for different ones', () => {
    fc.assert(
      fc.property(events, events, (one, other) => {
        const same = JSON.stringify(one.map(plain)) === JSON.stringify(other.map(plain));
        expect(fingerprintOf(one)).toBe(fingerprintOf(structuredClone(one)));
        expect(fingerprintOf(one) === fingerprintOf(other)).toBe(same);
      }),
    );
  });

  it('depend on the order of events, and on where an event ends', () => {
    expect(fingerprintOf([[1], [2]])).not.toBe(fingerprintOf([[2], [1]]));
    expect(fingerprintOf([[1, 2]])).not.toBe(fingerprintOf([[1], [2]]));
    expect(fingerprintOf([['ab', 'c']])).not.toBe(fingerprintOf([['a', 'bc']]));
    expect(fingerprintOf([['1']])).not.toBe(fingerprintOf([[1]]));
  });

  it('may be asked for at any time and do not disturb what follows', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        const fingerprint = new Fingerprint();
        for (const fields of before) fingerprint.add(fields);
        expect(fingerprint.digestHex()).toBe(fingerprintOf(before));
        for (const fields of after) fingerprint.add(fields);
        expect(fingerprint.digestHex()).toBe(fingerprintOf([...before, ...after]));
        expect(fingerprint.events).toBe(before.length + after.length);
      }),
    );
  });

  it('are the same when the fields are written one by one', () => {
    const fingerprint = new Fingerprint();
    const encoder = fingerprint.begin(2);
    encoder.text('loss');
    encoder.number(5);
    expect(fingerprint.digestHex()).toBe(fingerprintOf([['loss', 5]]));
  });
});

/** Fields as JSON can tell them apart. */
const plain = (fields: readonly FingerprintField[]) =>
  fields.map((value) => {
    if (value instanceof Uint8Array) return { octets: [...value] };
    return typeof value === 'number' ? { number: String(value) } : value;
  });
