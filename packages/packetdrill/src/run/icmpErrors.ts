// ICMP errors by the names of packetdrill (RFC 792, RFC 1122 3.2.2.1, RFC 1812 5.2.7).
import { NotSupported } from '../language/faults.js';
import type { IcmpPacket, TcpPacket } from '../language/script.js';

const UNREACHABLE: Readonly<Record<string, number>> = {
  net_unreachable: 0,
  host_unreachable: 1,
  protocol_unreachable: 2,
  port_unreachable: 3,
  frag_needed: 4,
  source_route_failed: 5,
  net_unknown: 6,
  host_unknown: 7,
  source_host_isolated: 8,
  net_prohibited: 9,
  host_prohibited: 10,
  net_unreachable_for_tos: 11,
  host_unreachable_for_tos: 12,
  packet_filtered: 13,
  precedence_violation: 14,
  precedence_cutoff: 15,
};

const TIME_EXCEEDED: Readonly<Record<string, number>> = {
  ttl_exceeded: 0,
  exceeded_in_transit: 0,
  reassembly: 1,
};

/** Type, code and MTU of an error, and the sequence number that it quotes. */
export function errorNumbers(
  packet: IcmpPacket,
  line: number,
): { type: number; code: number; mtu: number; seq: number } {
  const { quoted, direction } = packet;
  if (direction === 'out') throw new NotSupported(line, 'ICMP from the host');
  if (quoted !== null && quoted.kind !== 'tcp') {
    throw new NotSupported(line, `icmp about ${quoted.kind}`);
  }
  const mtu = packet.mtu ?? 0;
  const codes = { unreachable: UNREACHABLE, time_exceeded: TIME_EXCEEDED }[packet.type];
  const type = { unreachable: 3, time_exceeded: 11, parameter_problem: 12 }[packet.type];
  const code = packet.code === null ? 0 : codes?.[packet.code];
  if (type === undefined || code === undefined) {
    throw new NotSupported(
      line,
      `icmp ${packet.type}${packet.code === null ? '' : ` ${packet.code}`}`,
    );
  }
  return { type, code, mtu, seq: quoted?.seq ?? 0 };
}

/** The segment that an error quotes, by which its conversation is found. */
export function quotedSegment(seq: number): TcpPacket {
  return {
    kind: 'tcp',
    direction: 'out',
    ip: { ecn: null, tos: null, ttl: null },
    ports: null,
    flags: 0,
    ace: null,
    seq,
    length: 0,
    ack: null,
    window: null,
    urgent: 0,
    options: [],
  };
}
