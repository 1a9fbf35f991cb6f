import { type ParseResult, parsed, parseFailure } from './quantity.js';

const MAX_OCTETS = 65_535;

const TO_CODES = new TextEncoder();
const FROM_CODES = new TextDecoder();
const DIGITS = TO_CODES.encode('0123456789abcdef');

/** `4500 0014 …`: octets in hexadecimal; white space between octets means nothing. */
export function readOctets(text: string): ParseResult<Uint8Array> {
  const digits = text.replace(/\s+/g, '');
  const wrong = /[^0-9a-f]/i.exec(digits);
  if (wrong !== null) {
    return parseFailure(`has '${wrong[0]}' in it: octets are written in hexadecimal, such as 4500`);
  }
  if (digits.length === 0) return parseFailure('is empty: octets are written in hexadecimal');
  if (digits.length % 2 === 1) {
    return parseFailure(`has ${digits.length} digits: each octet takes two`);
  }
  if (digits.length > 2 * MAX_OCTETS) {
    return parseFailure(`is longer than ${MAX_OCTETS} octets, the largest IPv4 packet`);
  }
  return parsed(octetsOf(digits));
}

/** The octets that an even number of hexadecimal digits stand for. */
export function octetsOf(digits: string): Uint8Array {
  const codes = TO_CODES.encode(digits);
  const length = digits.length / 2;
  // In place: what is written was read.
  for (let offset = 0; offset < length; offset += 1) {
    const high = digitOf(codes[2 * offset] as number);
    codes[offset] = 16 * high + digitOf(codes[2 * offset + 1] as number);
  }
  return codes.subarray(0, length);
}

/** The value of a hexadecimal digit: `0` to `9` are 0x30 on, `A` and `a` 0x41 and 0x61 on. */
function digitOf(code: number): number {
  return (code & 0x0f) + (code >= 0x41 ? 9 : 0);
}

/** Octets as {@link octetsOf} takes them: two lower-case hexadecimal digits each. */
export function formatOctets(octets: Uint8Array): string {
  const codes = new Uint8Array(2 * octets.length);
  for (let offset = 0; offset < octets.length; offset += 1) {
    const octet = octets[offset] as number;
    codes[2 * offset] = DIGITS[octet >> 4] as number;
    codes[2 * offset + 1] = DIGITS[octet & 0x0f] as number;
  }
  return FROM_CODES.decode(codes);
}
