import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CanonicalEncoder } from './canonicalEncoder.js';

type Value = number | string | boolean | null | Uint8Array | Value[];

function write(encoder: CanonicalEncoder, value: Value): void {
  if (typeof value === 'number') encoder.number(value);
  else if (typeof value === 'string') encoder.text(value);
  else if (typeof value === 'boolean') encoder.boolean(value);
  else if (value === null) encoder.null();
  else if (value instanceof Uint8Array) encoder.octets(value);
  else {
    encoder.list(value.length);
    for (const item of value) write(encoder, item);
  }
}

function encode(values: readonly Value[], bufferBytes?: number): Uint8Array {
  const chunks: number[] = [];
  const encoder = new CanonicalEncoder({ update: (octets) => chunks.push(...octets) }, bufferBytes);
  for (const value of values) write(encoder, value);
  encoder.flush();
  return Uint8Array.from(chunks);
}

const hex = (octets: Uint8Array) =>
  [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');

/** Takes a CBOR sequence apart, from RFC 8949 and not from the encoder. */
function decode(octets: Uint8Array): Value[] {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  let at = 0;
  const take = (length: number) => {
    at += length;
    return at - length;
  };
  const argumentOf = (low: number): number => {
    if (low < 24) return low;
    if (low === 24) return view.getUint8(take(1));
    if (low === 25) return view.getUint16(take(2));
    if (low === 26) return view.getUint32(take(4));
    return Number(view.getBigUint64(take(8)));
  };
  const item = (): Value => {
    const first = view.getUint8(take(1));
    if (first === 0xf4 || first === 0xf5) return first === 0xf5;
    if (first === 0xf6) return null;
    if (first === 0xfb) return view.getFloat64(take(8));
    const argument = argumentOf(first & 0x1f);
    switch (first >> 5) {
      case 0:
        return argument;
      case 1:
        return -1 - argument;
      case 2:
        return octets.slice(take(argument), at);
      case 3:
        return new TextDecoder('utf-8', { fatal: true }).decode(
          octets.subarray(take(argument), at),
        );
      case 4:
        return Array.from({ length: argument }, item);
      default:
        throw new Error(`first octet ${first}`);
    }
  };
  const items: Value[] = [];
  while (at < octets.length) items.push(item());
  return items;
}

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.double().map((number) => number + 0),
    fc.maxSafeInteger(),
    fc.integer({ min: -300, max: 300 }),
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }).map((octets) => Uint8Array.from(octets)),
    fc.array(tie('value'), { maxLength: 5 }),
  ),
}));

describe('golden octets', () => {
  // Examples of RFC 8949, appendix A.
  it.each<[Value, string]>([
    [0, '00'],
    [1, '01'],
    [23, '17'],
    [24, '1818'],
    [100, '1864'],
    [1000, '1903e8'],
    [1_000_000, '1a000f4240'],
    [1_000_000_000_000, '1b000000e8d4a51000'],
    [-1, '20'],
    [-10, '29'],
    [-100, '3863'],
    [-1000, '3903e7'],
    [1.1, 'fb3ff199999999999a'],
    [-4.1, 'fbc010666666666666'],
    [1e300, 'fb7e37e43c8800759c'],
    [false, 'f4'],
    [true, 'f5'],
    [null, 'f6'],
    [Uint8Array.of(1, 2, 3, 4), '4401020304'],
    ['', '60'],
    ['IETF', '6449455446'],
    ['水', '63e6b0b4'],
    [[], '80'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
  ])('of %j', (value, expected) => {
    expect(hex(encode([value]))).toBe(expected);
  });

  it('are the same for 0 and −0, and for every NaN', () => {
    expect(hex(encode([-0]))).toBe('00');
    const others = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer);
    expect(hex(encode([Number.NaN]))).toBe('fb7ff8000000000000');
    expect(hex(encode([others[0] as number]))).toBe('fb7ff8000000000000');
  });

  it('are an integer up to 2^53 and a float beyond', () => {
    expect(hex(encode([2 ** 53]))).toBe('1b0020000000000000');
    expect(hex(encode([-(2 ** 53)]))).toBe('3b001fffffffffffff');
    expect(hex(encode([2 ** 53 + 2]))).toBe('fb4340000000000001');
    expect(hex(encode([Number.POSITIVE_INFINITY]))).toBe('fb7ff0000000000000');
  });
});

describe('any values', () => {
  it('are read back as they were, so that different ones never look alike', () => {
    fc.assert(
      fc.property(fc.array(anyValue), (values) => {
        expect(decode(encode(values))).toEqual(values);
      }),
    );
  });

  it('give the same octets whatever the size of the buffer', () => {
    fc.assert(
      fc.property(fc.array(anyValue), fc.integer({ min: 16, max: 64 }), (values, bufferBytes) => {
        expect(hex(encode(values, bufferBytes))).toBe(hex(encode(values)));
      }),
    );
  });

  it('may be larger than the buffer', () => {
    const text = 'ä'.repeat(10_000);
    const octets = new Uint8Array(70_000).fill(3);
    expect(decode(encode([1, text, 2, octets, 3]))).toEqual([1, text, 2, octets, 3]);
  });
});

it('refuses a buffer that cannot hold a number', () => {
  expect(() => encode([], 15)).toThrow(RangeError);
});
