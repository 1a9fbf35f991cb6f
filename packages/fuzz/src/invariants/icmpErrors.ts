import { decodeIpv4, isCodecError, isIcmpErrorType } from '@packetloom/core/wire';
import { contextOf, datagramOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

const ICMP_HEADER = 8;

/** RFC 1122 3.2.2, RFC 1812 4.3.2.7. */
export const noErrorAboutError: RunInvariant = {
  name: 'no-error-about-error',
  meaning:
    'No ICMP error quotes an ICMP error, or a datagram to a multicast or the limited broadcast address. Nor, but in netstack, a fragment other than the first.',
  check({ ipv4Events: events, network }) {
    // By identity: on their way from the maker links may invert bits of them.
    const makers = new Map<number, string>();
    const answersLaterFragments = (node: string) =>
      network.behaviours.get(node)?.laterFragmentErrors === 'send';
    for (const event of events) {
      if (event.type === 'icmp-error') makers.set(event.packet.identity, event.host);
      if (event.type !== 'transmitted') continue;
      if (makers.get(event.packet.identity) !== event.host) continue;
      const error = datagramOf(event.packet);
      if (error === null || error.fragmentOffsetBytes > 0) continue;
      const quotation = error.payload.subarray(ICMP_HEADER);
      const lenient = { allowTruncated: true, verifyChecksum: false };
      const quoted = decodeIpv4(quotation, 0, quotation.length, lenient);
      if (isCodecError(quoted)) continue;
      const { protocol, payload, destination, fragmentOffsetBytes } = quoted;
      const type = payload[0];
      const fault =
        protocol === 1 && fragmentOffsetBytes === 0 && type !== undefined && isIcmpErrorType(type)
          ? `ICMP error of type ${type}`
          : destination >= 0xe0000000 && (destination < 0xf0000000 || destination === 0xffffffff)
            ? 'datagram to many'
            : fragmentOffsetBytes > 0 && !answersLaterFragments(event.host)
              ? 'later fragment'
              : null;
      if (fault !== null) return { message: `an error about a ${fault}: ${contextOf(event)}` };
    }
    return null;
  },
};
