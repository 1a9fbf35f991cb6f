import { type ParseResult, parsed, parseFailure } from './quantity.js';

const MAX_OCTETS = 65_535;

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
  const octets = new Uint8Array(digits.length / 2);
  for (let offset = 0; offset < octets.length; offset += 1) {
    octets[offset] = Number.parseInt(digits.slice(2 * offset, 2 * offset + 2), 16);
  }
  return parsed(octets);
}
