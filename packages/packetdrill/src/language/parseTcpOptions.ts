// Options of TCP: `<mss 1460,nop,wscale 7>`; `<...>` stands for any.
import type { Cursor } from './cursor.js';
import { NotSupported } from './faults.js';
import type { Direction, TcpOption } from './script.js';

const MAX_U32 = 0xffffffff;
/** Options of the language that no stack here sends or takes. */
const UNKNOWN_HERE: Readonly<Record<string, string>> = {
  md5: 'the option md5',
  FO: 'the option FO (fast open)',
  FOEXP: 'the option FOEXP (fast open)',
  exp: 'experimental options',
  ECN: 'options of Accurate ECN',
};

/** None are an empty list, any are null. */
export function parseTcpOptions(cursor: Cursor, direction: Direction): TcpOption[] | null {
  if (!cursor.takeMark('<')) return [];
  if (cursor.takeKind('ellipsis') !== null) {
    cursor.expectMark('>', 'behind <...');
    return null;
  }
  const options = [parseOption(cursor, direction)];
  while (cursor.takeMark(',')) options.push(parseOption(cursor, direction));
  cursor.expectMark('>', "or ',' behind an option");
  return options;
}

function parseOption(cursor: Cursor, direction: Direction): TcpOption {
  const token = cursor.expectKind('word', 'an option of TCP');
  switch (token.text) {
    case 'nop':
    case 'eol':
    case 'sackOK':
      return { kind: token.text };
    case 'mss':
      return { kind: 'mss', value: cursor.expectInteger('an MSS', 0, 0xffff) };
    case 'wscale':
      return { kind: 'wscale', value: cursor.expectInteger('a shift', 0, 0xff) };
    case 'sack':
      return { kind: 'sack', blocks: parseBlocks(cursor) };
    case 'TS':
      return parseTimestamps(cursor);
    default:
  }
  const name = UNKNOWN_HERE[token.text];
  if (name !== undefined) throw new NotSupported(token.position.line, `${name}, ${direction}bound`);
  return cursor.fail('mss, wscale, sackOK, sack, TS, nop or eol', token);
}

function parseBlocks(cursor: Cursor): [number, number][] {
  const blocks: [number, number][] = [];
  do {
    const left = cursor.expectInteger('the left edge of a block', 0, MAX_U32);
    cursor.expectMark(':', 'between the edges of a block');
    blocks.push([left, cursor.expectInteger('the right edge of a block', 0, MAX_U32)]);
  } while (cursor.peek().kind === 'integer');
  return blocks;
}

function parseTimestamps(cursor: Cursor): TcpOption {
  if (!cursor.takeWord('val')) cursor.fail("'val' behind TS");
  const value = cursor.expectInteger('a timestamp', 0, MAX_U32);
  if (!cursor.takeWord('ecr')) cursor.fail("'ecr' behind TS val");
  return { kind: 'ts', value, echo: cursor.expectInteger('a timestamp', 0, MAX_U32) };
}
