// Reading headers that may be cut short or wrong anywhere: what is not there reads as 0.

/** An unsigned number of `length` octets (at most 6), in network byte order. */
export function numberAt(octets: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + (octets[offset + i] ?? 0);
  return value;
}

/** The dotted quad of the four octets there. */
export function addressAt(octets: Uint8Array, offset: number): string {
  return [0, 1, 2, 3].map((i) => octets[offset + i] ?? 0).join('.');
}

/** A number in hexadecimal, with so many digits. */
export function hexNumber(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}
