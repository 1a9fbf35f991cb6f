// What a script says of the IP header: [ect0], [tos 0x10], (ttl 1).
import type { Cursor } from './cursor.js';
import { NotSupported } from './faults.js';
import type { IpInfo } from './script.js';

/** The codepoints of RFC 3168. */
const ECN: Readonly<Record<string, number>> = { noecn: 0, ect1: 1, ect0: 2, ce: 3 };

export function parseIpInfo(cursor: Cursor): IpInfo {
  const closing = cursor.isMark('[') ? ']' : cursor.isMark('(') ? ')' : null;
  let info: IpInfo = { ecn: null, tos: null, ttl: null };
  if (closing === null) return info;
  cursor.take();
  do {
    info = { ...info, ...parsePart(cursor) };
  } while (cursor.takeMark(','));
  cursor.expectMark(closing, 'behind what the IP header says');
  return info;
}

function parsePart(cursor: Cursor): Partial<IpInfo> {
  const token = cursor.expectKind('word', 'ect0, ect1, ect01, ce, noecn, tos or ttl');
  switch (token.text) {
    case 'ect01':
      return { ecn: 'ect01' };
    case 'tos':
      return { tos: cursor.expectInteger('a TOS octet', 0, 0xff) };
    case 'ttl':
      return { ttl: cursor.expectInteger('a TTL', 0, 0xff) };
    case 'flowlabel':
      throw new NotSupported(token.position.line, 'flowlabel, which only IPv6 has');
    default:
  }
  const ecn = ECN[token.text];
  return ecn === undefined
    ? cursor.fail('ect0, ect1, ect01, ce, noecn, tos or ttl', token)
    : { ecn };
}
