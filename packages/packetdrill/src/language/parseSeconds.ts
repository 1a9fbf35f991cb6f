import type { Cursor } from './cursor.js';
import { SyntaxFault } from './faults.js';

/** Seconds, as microseconds. */
export function parseSeconds(cursor: Cursor, what: string): number {
  const token = cursor.takeKind('float') ?? cursor.expectKind('integer', what);
  const seconds = Number(token.text);
  if (seconds < 0) throw new SyntaxFault(token.position, `expected ${what}, found a negative one`);
  return Math.round(seconds * 1e6);
}
