import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINUX_DATAGRAMS } from '../../test/linuxPackets.js';
import { embed, fromHex, viewOf } from '../../test/octets.js';
import { ipv4Address } from '../address/ipv4Address.js';
import {
  checksum,
  foldChecksum,
  headerChecksum,
  pseudoHeaderSum,
  sumWords,
  sumWordsFromOdd,
  updateChecksum,
  updateChecksum32,
  verifyHeaderChecksum,
} from './checksum.js';

/** The definition of RFC 1071 1, octet by octet, in exact integers. */
function definedChecksum(octets: Uint8Array): number {
  let sum = 0n;
  octets.forEach((octet, index) => {
    sum += BigInt(octet) << (index % 2 === 0 ? 8n : 0n);
  });
  while (sum > 0xffffn) sum = (sum & 0xffffn) + (sum >> 16n);
  return Number(~sum & 0xffffn);
}

const message = fc.uint8Array({ maxLength: 200 });

const names = Object.keys(LINUX_DATAGRAMS) as (keyof typeof LINUX_DATAGRAMS)[];

describe('the Internet checksum', () => {
  it('gives the example of RFC 1071 3', () => {
    const view = viewOf(fromHex('0001 f203 f4f5 f6f7'));
    expect(checksum(view, 0, 8)).toBe(~0xddf2 & 0xffff);
  });

  it('is 0 over a message that holds its own', () => {
    const datagram = fromHex(LINUX_DATAGRAMS.echo);
    expect(checksum(viewOf(datagram), 0, 20)).toBe(0);
    expect(checksum(viewOf(datagram), 20, datagram.length - 20)).toBe(0);
  });

  it('counts an odd last octet as the high half of a word', () => {
    const datagram = fromHex(LINUX_DATAGRAMS.echoOfOddLength);
    expect(datagram.length % 2).toBe(1);
    expect(checksum(viewOf(datagram), 20, datagram.length - 20)).toBe(0);
  });

  it('of nothing is all ones', () => {
    expect(checksum(viewOf(fromHex('')), 0, 0)).toBe(0xffff);
  });

  it('is what the definition says for every length and place, whatever lies around', () => {
    fc.assert(
      fc.property(
        message,
        fc.integer({ min: 3, max: 9 }),
        fc.integer({ min: 0, max: 255 }),
        (octets, before, poison) => {
          const { bytes, offset } = embed(octets, poison, before);
          expect(checksum(viewOf(bytes), offset, octets.length)).toBe(definedChecksum(octets));
        },
      ),
    );
  });

  it('may be summed in parts of even length', () => {
    fc.assert(
      fc.property(message, message, (first, second) => {
        const even = first.subarray(0, first.length & ~1);
        const sum = sumWords(
          viewOf(second),
          0,
          second.length,
          sumWords(viewOf(even), 0, even.length),
        );
        expect(foldChecksum(sum)).toBe(definedChecksum(Uint8Array.of(...even, ...second)));
      }),
    );
  });

  it('goes on after an odd number of octets', () => {
    fc.assert(
      fc.property(message, message, (first, second) => {
        const odd = Uint8Array.of(...first.subarray(0, first.length & ~1), 0xa7);
        const before = sumWords(viewOf(odd), 0, odd.length);
        const sum = sumWordsFromOdd(viewOf(second), 0, second.length, before);
        expect(foldChecksum(sum)).toBe(definedChecksum(Uint8Array.of(...odd, ...second)));
      }),
    );
  });

  it('starts from nothing unless given a sum', () => {
    const view = viewOf(fromHex('1234 5678 9a'));
    expect(sumWords(view, 0, 5)).toBe(0x12345678 + 0x9a00);
    expect(sumWordsFromOdd(view, 0, 5)).toBe(0x12 + 0x3456789a);
    expect(sumWordsFromOdd(view, 0, 0)).toBe(0);
  });

  it('sums the largest datagram of ones without loss', () => {
    const octets = new Uint8Array(65_535).fill(0xff);
    expect(checksum(viewOf(octets), 0, octets.length)).toBe(definedChecksum(octets));
  });
});

describe('foldChecksum', () => {
  it.each([
    [0, 0xffff],
    [0xffff, 0],
    [0x10000, 0xfffe],
    [0x1fffe, 0],
    [0xffffffff, 0],
    [0x100000000, 0xfffe],
    // Folds to 0x10000 first.
    [0x1ffffffff, 0xfffe],
    [0xffffffffffff, 0],
    [Number.MAX_SAFE_INTEGER, ~0x1f & 0xffff],
  ])('folds %i', (sum, expected) => {
    expect(foldChecksum(sum)).toBe(expected);
  });

  it('is the remainder modulo 65,535, complemented, for every sum below 2^53', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (sum) => {
        const folded = ~foldChecksum(sum) & 0xffff;
        expect(folded % 0xffff).toBe(Number(BigInt(sum) % 0xffffn));
        expect(folded === 0).toBe(sum === 0);
      }),
    );
  });
});

describe('the header checksum', () => {
  it.each(names)('of %s is the one Linux wrote', (name) => {
    const octets = fromHex(LINUX_DATAGRAMS[name]);
    const { bytes, offset } = embed(octets, 0xff);
    const view = viewOf(bytes);
    const headerLength = ((octets[0] ?? 0) & 0x0f) * 4;
    expect(verifyHeaderChecksum(view, offset, headerLength)).toBe(true);
    const written = view.getUint16(offset + 10);
    view.setUint16(offset + 10, 0xdead);
    expect(verifyHeaderChecksum(view, offset, headerLength)).toBe(false);
    expect(headerChecksum(view, offset, headerLength)).toBe(written);
  });
});

describe('the pseudo header', () => {
  it('makes the checksum of a UDP datagram 0', () => {
    const octets = fromHex(LINUX_DATAGRAMS.udp);
    const pseudo = pseudoHeaderSum(
      ipv4Address(0x0a01000a),
      ipv4Address(0x0a02000b),
      17,
      octets.length - 20,
    );
    expect(foldChecksum(sumWords(viewOf(octets), 20, octets.length - 20, pseudo))).toBe(0);
  });
});

describe('updateChecksum', () => {
  it('gives the example of RFC 1624 4', () => {
    expect(updateChecksum(0xdd2f, 0x5555, 0x3285)).toBe(0);
  });

  it('carries twice where it must', () => {
    expect(updateChecksum(0, 0, 1)).toBe(0xfffe);
  });

  it('is what summing anew gives', () => {
    const words = fc
      .uint8Array({ minLength: 2, maxLength: 60 })
      .filter((octets) => octets.length % 2 === 0);
    fc.assert(
      fc.property(
        words,
        fc.nat(),
        fc.integer({ min: 0, max: 0xffff }),
        (octets, choice, newWord) => {
          const at = 2 * (choice % (octets.length / 2));
          const view = viewOf(octets);
          const before = definedChecksum(octets);
          const oldWord = view.getUint16(at);
          fc.pre(before !== 0xffff); // all zero: the one exception
          view.setUint16(at, newWord);
          const after = definedChecksum(octets);
          fc.pre(after !== 0xffff);
          expect(updateChecksum(before, oldWord, newWord)).toBe(after);
        },
      ),
    );
  });

  it('takes a changed address as its two words', () => {
    const address = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.constantFrom(...names), address, (name, newSource) => {
        const octets = fromHex(LINUX_DATAGRAMS[name]);
        const view = viewOf(octets);
        const headerLength = ((octets[0] ?? 0) & 0x0f) * 4;
        const updated = updateChecksum32(view.getUint16(10), view.getUint32(12), newSource);
        view.setUint32(12, newSource);
        expect(updated).toBe(headerChecksum(view, 0, headerLength));
      }),
    );
  });
});
