import {
  decodeTcp,
  encodeTcp,
  isCodecError,
  TcpFlag,
  type TcpSegment,
  tcpReservedBits,
} from '@packetloom/core/wire';
import type { SimulationEvent } from '@packetloom/sim';
import { contextOf, datagramOf, sameOctets } from '../../observe/packets.js';
import { has, type WireEnd, wireEnds } from '../../observe/tcp/wireEnds.js';
import type { RunInvariant } from '../invariant.js';

const MAX_SHIFT = 14;
const TIMESTAMPS_LENGTH = 12;
const SACK_HEAD = 4;
const SACK_BLOCK = 8;

/** RFC 9293 3.1, 3.2, 3.7.1; RFC 7323; RFC 2018; RFC 6691. */
export const segmentsAreWellFormed: RunInvariant = {
  name: 'segments-are-well-formed',
  meaning:
    'Every TCP segment that a node makes has a right checksum and a header from which the codec makes the same octets. A SYN carries the MSS once and has no data; only SYNs carry the MSS, window scale, which is at most 14, and that SACK is permitted, the latter two in answers only if they were offered. All but the first SYN and resets acknowledge. Timestamps are on every segment if both SYNs had them and else on none, SACK blocks only where both SYNs permitted them; data and options fit the MSS that the peer told.',
  check({ ipv4Events }) {
    for (const event of ipv4Events) {
      const message = headerFault(event);
      if (message !== null) return { message };
    }
    for (const end of wireEnds(ipv4Events)) {
      for (const { direction, timeNs, segment } of end.segments) {
        if (direction !== 'out') continue;
        const message = synFault(segment, end) ?? agreementFault(segment, end);
        if (message !== null)
          return { message: `${end.host} ${end.local} at ${timeNs} ns: ${message}` };
      }
    }
    return null;
  },
};

function headerFault(event: SimulationEvent): string | null {
  if (event.type !== 'originated' || event.cause !== 'tcp') return null;
  const datagram = datagramOf(event.packet);
  const at = contextOf(event);
  if (datagram === null) return `no datagram: ${at}`;
  const { payload } = datagram;
  const segment = decodeTcp(payload, 0, payload.length, { addresses: datagram });
  if (isCodecError(segment)) return `${segment.message}: ${at}`;
  if (!sameOctets(encodeTcp(segment, segment.payload, datagram), payload)) {
    return `the codec gives other octets: ${at}`;
  }
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  return tcpReservedBits(view, 0) === 0 ? null : `reserved bits are set: ${at}`;
}

function synFault({ flags, options, payload }: TcpSegment, { segments }: WireEnd): string | null {
  const isSyn = (flags & TcpFlag.SYN) !== 0;
  const told = options.filter(({ kind }) => kind === 'mss').length;
  if (told !== (isSyn ? 1 : 0)) return `it has ${told} options MSS`;
  const offers = ['window-scale', 'sack-permitted'] as const;
  if (!isSyn) {
    if (offers.some((kind) => has(options, kind))) return 'it offers what only a SYN can';
    return (flags & (TcpFlag.ACK | TcpFlag.RST)) === 0 ? 'it acknowledges nothing' : null;
  }
  if (payload.length > 0) return 'a SYN has data';
  for (const option of options) {
    if (option.kind === 'window-scale' && option.shift > MAX_SHIFT)
      return `a shift of ${option.shift}`;
  }
  if ((flags & TcpFlag.ACK) === 0) return null;
  const offered = segments.find(({ direction, segment: { flags: other } }) => {
    return direction === 'in' && (other & TcpFlag.SYN) !== 0;
  });
  const extra = [...offers, 'timestamps' as const].find(
    (kind) => has(options, kind) && offered !== undefined && !has(offered.segment.options, kind),
  );
  return extra === undefined ? null : `it answers with ${extra}, which was not offered`;
}

function agreementFault(segment: TcpSegment, { agreed, iss, irs }: WireEnd): string | null {
  const { flags, options, payload } = segment;
  if ((flags & (TcpFlag.SYN | TcpFlag.RST)) !== 0) return null;
  if (agreed === null || iss === null || irs === null) return null;
  const stamped = has(options, 'timestamps');
  if (stamped !== agreed.timestamps) return `timestamps: ${stamped}, agreed: ${agreed.timestamps}`;
  const blocks = options.flatMap((option) => (option.kind === 'sack' ? option.blocks : []));
  if (blocks.length > 0 && !agreed.sack) return 'SACK blocks, which were not agreed upon';
  const sacks = blocks.length === 0 ? 0 : SACK_HEAD + SACK_BLOCK * blocks.length;
  const size = payload.length + (stamped ? TIMESTAMPS_LENGTH : 0) + sacks;
  if (payload.length === 0 || size <= agreed.mss) return null;
  return `${payload.length} octets with options, ${size}, and an MSS of ${agreed.mss}`;
}
