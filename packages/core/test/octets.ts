/** The octets that hexadecimal digits name; spaces do not matter. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.replaceAll(' ', '');
  if (!/^([0-9a-f]{2})*$/.test(digits)) throw new Error(`not hexadecimal: ${hex}`);
  return Uint8Array.from(digits.match(/../g) ?? [], (octet) => Number.parseInt(octet, 16));
}

export function toHex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

export function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
}

/** A copy with one bit turned over; `bit` counts from the first octet's highest. */
export function withFlippedBit(octets: Uint8Array, bit: number): Uint8Array {
  const copy = octets.slice();
  const at = Math.floor(bit / 8);
  copy[at] = (copy[at] ?? 0) ^ (0x80 >>> (bit % 8));
  return copy;
}

/** Octets in the middle of a larger buffer that is filled with `poison`. */
export interface Embedded {
  readonly bytes: Uint8Array;
  readonly offset: number;
}

export function embed(octets: Uint8Array, poison: number, before = 61): Embedded {
  const bytes = new Uint8Array(before + octets.length + 67).fill(poison);
  bytes.set(octets, before);
  // A view that does not begin where its buffer does, like those of a slab.
  return { bytes: bytes.subarray(3), offset: before - 3 };
}

type Decoder = (bytes: Uint8Array, offset: number, length: number) => unknown;

/**
 * What a decoder makes of octets that stand alone; throws if it makes anything else of them among
 * poison, for then it read what is not theirs.
 */
export function decodeAmongPoison(decode: Decoder, octets: Uint8Array): unknown {
  const alone = decode(octets, 0, octets.length);
  const expected = JSON.stringify(plain(alone));
  for (const poison of [0x00, 0x45, 0xff]) {
    const { bytes, offset } = embed(octets, poison);
    const found = JSON.stringify(plain(decode(bytes, offset, octets.length)));
    if (found !== expected) throw new Error(`alone ${expected}, among ${poison} ${found}`);
  }
  return alone;
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
