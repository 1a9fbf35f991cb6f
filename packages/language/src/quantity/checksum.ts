import { type ParseResult, parsed, parseFailure } from './quantity.js';

/** A checksum: what it should be, all bits of that the other way round, or a value. */
export function readChecksum(text: string): ParseResult<'right' | 'wrong' | number> {
  if (text === 'right' || text === 'wrong') return parsed(text);
  if (/^0x[0-9a-f]{1,4}$/i.test(text)) return parsed(Number(text));
  return parseFailure('is no checksum: expected right, wrong, or a value such as "0x1234"');
}
