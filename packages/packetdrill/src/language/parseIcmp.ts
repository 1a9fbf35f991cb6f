// ICMP: `icmp unreachable frag_needed mtu 1200 [1:1001(1000)]`.
import type { Cursor } from './cursor.js';
import { parseSequence } from './parseSequence.js';
import type { Direction, IcmpPacket, IpInfo, Quoted } from './script.js';

export function parseIcmp(cursor: Cursor, base: { direction: Direction; ip: IpInfo }): IcmpPacket {
  const type = cursor.expectKind('word', 'a type of ICMP').text;
  const isCode = cursor.isWord() && !cursor.isWord('mtu') && !cursor.isWord('id');
  const code = isCode ? cursor.take().text : null;
  const mtu = cursor.takeWord('mtu') ? cursor.expectInteger('an MTU', 0, 0xffff) : null;
  const id = cursor.takeWord('id') ? cursor.expectInteger('an identifier', 0, 0xffff) : null;
  return { kind: 'icmp', ...base, type, code, mtu, id, quoted: parseQuoted(cursor) };
}

function parseQuoted(cursor: Cursor): Quoted {
  if (!cursor.takeMark('[')) return null;
  const quoted = quotedIn(cursor);
  cursor.expectMark(']', 'behind what the message quotes');
  return quoted;
}

function quotedIn(cursor: Cursor): Quoted {
  for (const kind of ['udp', 'raw'] as const) {
    if (!cursor.takeWord(kind)) continue;
    cursor.expectMark('(', `behind ${kind}`);
    const length = cursor.expectInteger('octets', 0, 0xffff);
    cursor.expectMark(')', 'behind the octets');
    return { kind, length };
  }
  return { kind: 'tcp', ...parseSequence(cursor) };
}
