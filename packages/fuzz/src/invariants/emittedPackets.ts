import {
  checksum,
  decodeIpv4,
  decodeTcp,
  decodeUdp,
  encodeIpv4,
  type Ipv4Datagram,
  isCodecError,
} from '@packetloom/core/wire';
import type { SimulationEvent } from '@packetloom/sim';
import { spoilsChecksum } from '../observe/filters.js';
import { contextOf, injectedIdentities, sameOctets } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

type Originated = Extract<SimulationEvent, { type: 'originated' }>;

const HEADER_WITHOUT_OPTIONS = 0x45;

/** What leaves a node is an IPv4 packet, whatever came in. */
export const emittedPacketsAreValid: RunInvariant = {
  name: 'emitted-packets-are-valid',
  meaning:
    'What a node hands to a link is a valid IPv4 packet that fits it: lengths and header checksum are right, and the codec parses it to a value that gives the same octets. Of packets that the nodes made themselves, ICMP, IGMP, UDP and TCP checksums are right, too (where no link inverts bits). (Raw packets with options are left out where they begin in netstack: section 4.1 of the specification; and UDP and TCP checksums behind a REDIRECT of netstack, which changes the port alone, and of what NAT sent from 0.0.0.0.)',
  check({ ipv4Events: events, network }) {
    const injected = injectedIdentities(events);
    const rawWithOptions = new Map<number, string>();
    const redirected = new Set<number>();
    const sharesOptions = (node: string) =>
      network.behaviours.get(node)?.changedHeaders === 'stale-checksum';
    for (const event of events) {
      if (event.type === 'received' && spoilsChecksum(network, event.host, event.packet.source)) {
        redirected.add(event.packet.identity);
      }
      if (isRawWithOptions(event) && sharesOptions(event.host))
        rawWithOptions.set(event.packet.identity, event.host);
      if (event.type !== 'transmitted') continue;
      const { octets = new Uint8Array(0), identity } = event.packet;
      if (rawWithOptions.get(identity) === event.host) continue;
      const datagram = decodeIpv4(octets);
      const at = contextOf(event);
      if (isCodecError(datagram)) return { message: `${datagram.message}: ${at}` };
      if (datagram.totalLength !== octets.length) {
        return {
          message: `the total length is ${datagram.totalLength} of ${octets.length}: ${at}`,
        };
      }
      const direction = network.directions.get(`${event.host}:${event.nic}`);
      if (direction !== undefined && !direction.changes && octets.length > direction.spec.mtu) {
        return { message: `${octets.length} octets for an MTU of ${direction.spec.mtu}: ${at}` };
      }
      if (!sameOctets(encodeIpv4(datagram, datagram.payload), octets)) {
        return { message: `the codec gives other octets: ${at}` };
      }
      if (injected.has(identity) || redirected.has(identity) || network.corrupts) continue;
      const fault = transportFault(datagram);
      if (fault !== null) return { message: `${fault}: ${at}` };
    }
    return null;
  },
};

/** Section 4.1 of the specification: where such a packet is looped, too, it leaves with the options of the copy. */
function isRawWithOptions(event: SimulationEvent): event is Originated {
  if (event.type !== 'originated' || event.cause !== 'raw') return false;
  return (event.packet.octets?.[0] ?? 0) > HEADER_WITHOUT_OPTIONS;
}

/** What is wrong with the payload of a whole datagram. */
function transportFault(datagram: Ipv4Datagram): string | null {
  const { protocol, payload, moreFragments, fragmentOffsetBytes } = datagram;
  if (moreFragments || fragmentOffsetBytes > 0) return null;
  if (protocol === 17) {
    const udp = decodeUdp(payload, 0, payload.length, { addresses: datagram });
    return isCodecError(udp) ? udp.message : null;
  }
  if (protocol === 6) {
    const tcp = decodeTcp(payload, 0, payload.length, { addresses: datagram });
    return isCodecError(tcp) ? tcp.message : null;
  }
  if (protocol !== 1 && protocol !== 2) return null;
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  return checksum(view, 0, payload.length) === 0 ? null : 'the checksum of the message is wrong';
}
