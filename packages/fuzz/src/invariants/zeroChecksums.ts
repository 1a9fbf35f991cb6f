import { contextOf, datagramOf, injectedIdentities } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

const UDP = 17;
const CHECKSUM_AT = 6;
const LOOPBACK_NIC = 'lo';

/** RFC 768. */
export const udpChecksumsAreSent: RunInvariant = {
  name: 'udp-checksums-are-sent',
  meaning:
    'Where no node is netstack, what a node made leaves every node with a UDP checksum: 0 would say that there is none, and one that comes out as 0 is sent as 0xffff.',
  check({ ipv4Events: events, network }) {
    const { behaviours, corrupts } = network;
    // NAT of the reference sends on what a node sends itself as it is, without a checksum.
    const isForAll = [...behaviours.values()].every(
      ({ zeroUdpChecksum, nat }) => zeroUdpChecksum === 'ones' && nat === 'tracked',
    );
    if (!isForAll || corrupts) return null;
    const injected = injectedIdentities(events);
    for (const event of events) {
      if (event.type !== 'transmitted' || event.packet.protocol !== UDP) continue;
      // By its loopback NIC nothing leaves a node.
      if (event.nic === LOOPBACK_NIC) continue;
      if (injected.has(event.packet.identity)) continue;
      const datagram = datagramOf(event.packet);
      if (datagram === null || datagram.fragmentOffsetBytes > 0) continue;
      const [high, low] = datagram.payload.subarray(CHECKSUM_AT);
      if (high !== 0 || low !== 0) continue;
      return { message: `a UDP checksum of 0: ${contextOf(event)}` };
    }
    return null;
  },
};
