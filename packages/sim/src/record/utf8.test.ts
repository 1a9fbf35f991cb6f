import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeUtf8, utf8Length, writeUtf8 } from './utf8.js';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  loneParts(),
);

/** Texts of any 16-bit units, lone surrogates among them. */
function loneParts() {
  return fc
    .array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })))
    .map((units) => String.fromCharCode(...units));
}

describe('UTF-8', () => {
  it('takes one to four octets for a character', () => {
    expect([...encodeUtf8('aé€😀')]).toEqual([
      0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80,
    ]);
  });

  it('replaces a surrogate that stands alone', () => {
    expect([...encodeUtf8('\ud800x')]).toEqual([0xef, 0xbf, 0xbd, 0x78]);
    expect([...encodeUtf8('\udc00')]).toEqual([0xef, 0xbf, 0xbd]);
  });

  it('is what TextEncoder makes of any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const expected = new TextEncoder().encode(text);
        expect(utf8Length(text)).toBe(expected.length);
        expect(encodeUtf8(text)).toEqual(expected);
      }),
    );
  });

  it('writes nothing outside its place', () => {
    fc.assert(
      fc.property(anyText, fc.nat(5), (text, offset) => {
        const length = utf8Length(text);
        const target = new Uint8Array(offset + length + 3).fill(0xee);
        expect(writeUtf8(text, target, offset)).toBe(offset + length);
        expect([...target.subarray(0, offset)]).toEqual(Array(offset).fill(0xee));
        expect([...target.subarray(offset + length)]).toEqual([0xee, 0xee, 0xee]);
      }),
    );
  });
});
