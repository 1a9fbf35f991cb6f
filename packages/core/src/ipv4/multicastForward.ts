// A multicast router's work on a datagram to a group (RFC 1812 5.2.6, 5.3; RFC 1112).
import { isLinkLocalMulticast, isLinkLocalUnicast } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { count, NicCounter, type NicCounterIndex } from '../ports/counters.js';
import type { ForwardingRoute } from '../route/forwardingRoutes.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4DontFragment,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
  ipv4Ttl,
} from '../wire/ipv4.js';
import { PROTOCOL_IGMP } from '../wire/protocolNumber.js';
import type { Ipv4Endpoint } from './endpoint.js';
import { filterPasses, forwardOptionsPass, sendOn } from './forward.js';
import type { MulticastRouter } from './multicastRouter.js';

/**
 * Forwards a datagram to a group as far as it has members. True if it is for this host, too: the packet
 * is then still the caller's. Else it is taken over.
 */
export function routeMulticast(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  router: MulticastRouter,
): boolean {
  const { view, start } = packet;
  const group = ipv4Destination(view, start);
  // A router hears all of IGMP, whatever group it is sent to (RFC 2236 9), and forwards none of it.
  if (ipv4Protocol(view, start) === PROTOCOL_IGMP) return true;
  const isMember = endpoint.igmp.isMember(group);
  const source = ipv4Source(view, start);
  if (isLinkLocalMulticast(group) || isLinkLocalUnicast(source) || source === 0) {
    const counter = isLinkLocalMulticast(group) ? LINK_LOCAL_DESTINATION : LINK_LOCAL_SOURCE;
    if (!isMember) refuse(endpoint, packet, counter, Disposition['link-local']);
    return isMember;
  }
  const route = router.routes.find(endpoint.host.name, source, group);
  if (route === null || route.incoming !== endpoint.nic.id) {
    if (!isMember)
      refuse(endpoint, packet, WRONG_INTERFACE, Disposition['multicast-wrong-interface']);
    return isMember;
  }
  const { outgoing } = route;
  if (outgoing.length === 0) {
    if (!isMember) refuse(endpoint, packet, NO_MEMBERS, Disposition['multicast-no-members']);
    return isMember;
  }
  if (isMember) {
    forwardCopies(endpoint, endpoint.host.pool.clone(packet), router, outgoing);
    return true;
  }
  forwardCopies(endpoint, packet, router, outgoing);
  return false;
}

const WRONG_INTERFACE = NicCounter['ip.forwarding.multicastWrongInterface'];
const LINK_LOCAL_SOURCE = NicCounter['ip.forwarding.linkLocalSource'];
const LINK_LOCAL_DESTINATION = NicCounter['ip.forwarding.linkLocalDestination'];
const NO_MEMBERS = NicCounter['ip.forwarding.multicastNoMembers'];

/** No errors are sent about multicast (RFC 1122 3.2.2), so what cannot go on ends silently. */
function forwardCopies(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  router: MulticastRouter,
  outgoing: readonly number[],
): void {
  const { host } = endpoint;
  const { view, start } = packet;
  const smallestTtl = host.behaviour.ttlExpiry === 'one' ? 2 : 1;
  if (ipv4Ttl(view, start) < smallestTtl) {
    refuse(endpoint, packet, NicCounter['ip.forwarding.exhaustedTTL'], Disposition['ttl-exceeded']);
    return;
  }
  const headerLength = ipv4HeaderLength(view, start);
  // Else each copy records the address of its own way.
  const isRecordedOnce = host.behaviour.recordedAddress === 'receiving';
  if (headerLength > IPV4_MIN_HEADER_LENGTH && isRecordedOnce) {
    if (!forwardOptionsPass(endpoint, packet, headerLength, null)) return;
  }
  const last = outgoing.length - 1;
  for (let index = 0; index < last; index++) {
    forwardOn(
      endpoint,
      host.pool.clone(packet),
      router.routeBy(outgoing[index] as number),
      headerLength,
    );
  }
  forwardOn(endpoint, packet, router.routeBy(outgoing[last] as number), headerLength);
}

function forwardOn(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  route: ForwardingRoute | null,
  headerLength: number,
): void {
  const { host, nic } = endpoint;
  if (route === null) {
    host.end(packet, Disposition['no-route'], nic);
    return;
  }
  const isRecordedHere = host.behaviour.recordedAddress === 'outgoing';
  if (headerLength > IPV4_MIN_HEADER_LENGTH && isRecordedHere) {
    if (!forwardOptionsPass(endpoint, packet, headerLength, route)) return;
  }
  const isTooBig =
    packet.length > route.nic.link.mtu &&
    host.behaviour.dontFragment === 'report' &&
    ipv4DontFragment(packet.view, packet.start);
  if (isTooBig) {
    const counter = NicCounter['ip.forwarding.packetTooBig'];
    refuse(endpoint, packet, counter, Disposition['fragmentation-needed']);
    return;
  }
  if (host.filter !== null && !filterPasses(endpoint, packet, route, host.filter)) return;
  count(route.nic.counterValues, NicCounter['ip.forwarding.multicastSent']);
  sendOn(endpoint, packet, route, headerLength);
}

function refuse(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  counter: NicCounterIndex,
  disposition: Disposition,
): void {
  count(endpoint.counters, counter);
  endpoint.host.end(packet, disposition, endpoint.nic);
}
