// A packet that comes in ('<') or must go out ('>').
import type { Cursor } from './cursor.js';
import { NotSupported, SyntaxFault } from './faults.js';
import { parseIcmp } from './parseIcmp.js';
import { parseIpInfo } from './parseIpInfo.js';
import { parseTcp } from './parseTcp.js';
import type { PacketAction, Ports } from './script.js';

const MAX_U16 = 0xffff;

export function parsePacket(cursor: Cursor): PacketAction {
  const mark = cursor.take();
  const direction = mark.text === '<' ? 'in' : 'out';
  for (const name of ['ipv4', 'ipv6', 'gre', 'GREv0', 'mpls']) {
    if (cursor.isWord(name)) throw new NotSupported(mark.position.line, `packets in ${name}`);
  }
  const ip = parseIpInfo(cursor);
  if (ip.ecn === 'ect01' && direction === 'in') {
    throw new SyntaxFault(
      mark.position,
      'expected ect0 or ect1: [ect01] is for outbound packets alone',
    );
  }
  if (cursor.takeWord('icmp')) return parseIcmp(cursor, { direction, ip });
  if (cursor.takeWord('udp')) {
    const ports = parsePorts(cursor);
    cursor.expectMark('(', 'and the octets of the UDP datagram');
    const length = cursor.expectInteger('octets of a datagram', 0, MAX_U16);
    cursor.expectMark(')', 'behind the octets of the datagram');
    return { kind: 'udp', direction, ip, ports, length };
  }
  const ports = parsePorts(cursor);
  return parseTcp(cursor, { direction, ip, ports });
}

function parsePorts(cursor: Cursor): Ports | null {
  if (cursor.peek().kind !== 'integer' || !cursor.isMark('>', 1)) return null;
  const source = cursor.expectInteger('a port', 0, MAX_U16);
  cursor.take();
  return { source, destination: cursor.expectInteger('a port', 0, MAX_U16) };
}
