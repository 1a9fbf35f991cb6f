// A TCP segment: flags, sequence numbers, ACK, window, urgent pointer, options.
import { TcpFlag } from '@packetloom/core/wire';
import type { Cursor } from './cursor.js';
import { NotSupported, SyntaxFault } from './faults.js';
import { parseSequence } from './parseSequence.js';
import { parseTcpOptions } from './parseTcpOptions.js';
import type { Direction, IpInfo, Ports, TcpPacket } from './script.js';
import type { Token } from './token.js';

const LETTERS: Readonly<Record<string, number>> = {
  F: TcpFlag.FIN,
  S: TcpFlag.SYN,
  R: TcpFlag.RST,
  P: TcpFlag.PSH,
  '.': TcpFlag.ACK,
  U: TcpFlag.URG,
  E: TcpFlag.ECE,
  W: TcpFlag.CWR,
  A: TcpFlag.AE,
};
const FLAGS = "flags such as S, S., P. or '.'";

export function parseTcp(
  cursor: Cursor,
  base: { direction: Direction; ip: IpInfo; ports: Ports | null },
): TcpPacket {
  const { flags, ace } = parseFlags(cursor);
  const { seq, length } = parseSequence(cursor);
  const ack = cursor.takeWord('ack')
    ? cursor.expectInteger('an acknowledgment number', 0, 0xffffffff)
    : null;
  const window = cursor.takeWord('win') ? cursor.expectInteger('a window', 0, 0xffff) : null;
  const urgent = cursor.takeWord('urg') ? cursor.expectInteger('an urgent pointer', 0, 0xffff) : 0;
  const position = cursor.peek().position;
  const options = parseTcpOptions(cursor, base.direction);
  if (options === null && base.direction === 'in') {
    throw new SyntaxFault(position, 'expected options: <...> is for outbound packets alone');
  }
  if (cursor.isMark('{'))
    throw new NotSupported(cursor.peek().position.line, 'packets that are mutated: {…}');
  return { kind: 'tcp', ...base, flags, ace, seq, length, ack, window, urgent, options };
}

function parseFlags(cursor: Cursor): { flags: number; ace: number | null } {
  if (cursor.takeMark('-')) return { flags: 0, ace: null };
  const word = cursor.takeKind('word');
  const flags = word === null ? 0 : bitsOf(cursor, word);
  const float = cursor.takeKind('float');
  if (float !== null) {
    if (!/^\.\d$/.test(float.text)) cursor.fail(FLAGS, float);
    return { flags: flags | TcpFlag.ACK, ace: Number(float.text.slice(1)) };
  }
  if (cursor.takeMark('.')) return { flags: flags | TcpFlag.ACK, ace: null };
  return word === null ? cursor.fail(FLAGS) : { flags, ace: null };
}

function bitsOf(cursor: Cursor, word: Token): number {
  let bits = 0;
  for (const letter of word.text) bits |= LETTERS[letter] ?? cursor.fail(FLAGS, word);
  return bits;
}
