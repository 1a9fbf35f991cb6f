// Hot path: what most routers do with most datagrams, in one function. Between two links there are the NIC, the
// routes, the rule, the way and its link: in networks larger than the caches a hop costs what it waits for memory
// (150 ns an object), and the general path of `receive` and `forward` touches twice as many. All that is special
// is left to that path, from the start and with nothing changed; a test holds the two against each other.

import type { Ipv4Address } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, NicCounter } from '../ports/counters.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { ForwardingRoutes } from '../route/forwardingRoutes.js';
import { foldChecksum, updateChecksum } from '../wire/checksum.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  IPV4_MIN_MTU,
  IPV4_OFFSET,
  ipv4Destination,
  ipv4Source,
} from '../wire/ipv4.js';
import type { Ipv4Stack } from './ipv4Stack.js';

/** Version 4, five words of header. */
const PLAIN_FIRST_OCTET = 0x45;
const ONE_HOP = 0x100;

/**
 * Forwards a packet that `nic` received if nothing about it is special: no options, an identification, a
 * whole unicast datagram with a right header checksum between addresses that are not this host's, hops left,
 * and a way out that it fits. False, with nothing touched, if that is not so.
 */
export function forwardPlainly(
  nic: NetworkInterface,
  routes: ForwardingRoutes<Ipv4Stack>,
  packet: PacketBuffer,
): boolean {
  const { view, start, length } = packet;
  if (length < IPV4_MIN_HEADER_LENGTH) return false;
  const word0 = view.getUint32(start);
  if (word0 >>> 24 !== PLAIN_FIRST_OCTET || (word0 & 0xffff) !== length) return false;
  const word1 = view.getUint32(start + IPV4_OFFSET.identification);
  const word2 = view.getUint32(start + IPV4_OFFSET.ttl);
  const source = ipv4Source(view, start);
  const destination = ipv4Destination(view, start);
  if (word1 >>> 16 === 0 || word2 >>> 24 <= 1) return false;
  if (foldChecksum(word0 + word1 + word2 + source + destination) !== 0) return false;
  if (isSpecial(source) || isSpecial(destination)) return false;
  if (routes.mayOwn(source) || routes.mayOwn(destination)) return false;
  const link = routes.plainLinkTo(destination, source);
  if (link === null) return false;
  const { mtu } = link;
  if (length > mtu || mtu < IPV4_MIN_MTU) return false;
  // From here on it is forwarded, and whoever looks is told what the general path would tell.
  const { host, observer } = routes;
  const out = routes.plainNic as NetworkInterface;
  if (nic.tap !== null) nic.tap.packet(nic, packet, 'inbound');
  if (observer !== null) observer.passed('received', nic, packet);
  count(nic.counterValues, NicCounter['ip.packetsReceived']);
  // TTL and checksum change in place (RFC 1624).
  const ttlAndProtocol = word2 >>> 16;
  const changed = ttlAndProtocol - ONE_HOP;
  view.setUint16(start + IPV4_OFFSET.ttl, changed);
  view.setUint16(
    start + IPV4_OFFSET.checksum,
    updateChecksum(word2 & 0xffff, ttlAndProtocol, changed),
  );
  if (observer !== null) observer.passed('forwarded', out, packet);
  if (out.tap !== null) out.tap.packet(out, packet, 'outbound');
  if (observer !== null) observer.passed('transmitted', out, packet);
  if (link.send(packet) === null) count(out.counterValues, NicCounter['ip.packetsSent']);
  else notSent(host, nic, packet, out);
  return true;
}

/** Loopback, link-local, groups and broadcast, and 0/8: the general path knows what each means. */
function isSpecial(address: Ipv4Address): boolean {
  const octet = address >>> 24;
  return octet === 0 || octet === 127 || octet >= 224 || address >>> 16 === 0xa9fe;
}

function notSent(
  host: Ipv4Stack,
  nic: NetworkInterface,
  packet: PacketBuffer,
  out: NetworkInterface,
): void {
  count(out.counterValues, NicCounter['ip.outgoingPacketErrors']);
  host.end(packet, Disposition['send-error'], out);
  count(nic.counterValues, NicCounter['ip.forwarding.errors']);
}
