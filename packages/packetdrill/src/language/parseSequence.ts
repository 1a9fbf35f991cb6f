import type { Cursor } from './cursor.js';
import { SyntaxFault } from './faults.js';

const MAX_U32 = 0xffffffff;

/** `first:behind(length)`, as tcpdump wrote sequence numbers. */
export function parseSequence(cursor: Cursor): { seq: number; length: number } {
  const start = cursor.peek();
  const seq = cursor.expectInteger('a sequence number', 0, MAX_U32);
  cursor.expectMark(':', 'behind the first sequence number');
  const end = cursor.expectInteger('the sequence number behind the data', 0, MAX_U32);
  cursor.expectMark('(', 'and the octets of data');
  const length = cursor.expectInteger('octets of data', 0, 0xffff);
  cursor.expectMark(')', 'behind the octets of data');
  if ((seq + length) >>> 0 !== end) {
    throw new SyntaxFault(
      start.position,
      `expected ${seq}:${(seq + length) >>> 0}(${length}), found ${seq}:${end}(${length})`,
    );
  }
  return { seq, length };
}
