// Hot path: a router's work on a datagram for somebody else (RFC 1812 5.2, 5.3).
import {
  ANY,
  type Ipv4Address,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isMulticast,
  isReserved,
} from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import {
  PACKET_FORWARDED,
  PACKET_HEADER_INCLUDED,
  PACKET_TRANSPORT_PARSED,
} from '../packet/packetFlags.js';
import { count, HostCounter, NicCounter, type NicCounterIndex } from '../ports/counters.js';
import type { ForwardingRoute } from '../route/forwardingRoutes.js';
import {
  ICMP_CODE_FRAGMENTATION_NEEDED,
  ICMP_CODE_NET_UNREACHABLE,
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_TIME_EXCEEDED,
} from '../wire/icmpv4.js';
import {
  decrementIpv4Ttl,
  fillIpv4Checksum,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4DontFragment,
  ipv4HeaderLength,
  ipv4Identification,
  ipv4IsAtomic,
  ipv4Source,
  ipv4Ttl,
  setIpv4Identification,
  setIpv4Source,
} from '../wire/ipv4.js';
import type { Ipv4Endpoint } from './endpoint.js';
import type { FilterHooks } from './filterHooks.js';
import { sendIcmpError, sendParameterProblem } from './icmpErrors.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { processOptions, recordOutgoing, writeBackOptions } from './options.js';
import { sendOut } from './send.js';

/** Forwards a validated datagram whose destination is not the receiving NIC's. Takes it over. */
export function forward(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  const { host } = endpoint;
  const { view, start } = packet;
  const destination = ipv4Destination(view, start);
  if (!mayBeForwarded(endpoint, packet, destination)) return;
  const headerLength = ipv4HeaderLength(view, start);
  const hasOptions = headerLength > IPV4_MIN_HEADER_LENGTH;
  // The address of the way out is known once there is one; what is for another NIC of ours goes nowhere.
  const isJudged = host.behaviour.optionProcessing === 'on-arrival';
  const isRoutedFirst = host.behaviour.recordedAddress === 'outgoing';
  if (hasOptions && !isRoutedFirst && !isJudged) {
    if (!forwardOptionsPass(endpoint, packet, headerLength, null)) return;
  }
  if (host.mayOwn(destination)) {
    const owner = host.ownerOf(destination);
    if (owner !== null && owner !== endpoint.nic) {
      owner.ipv4.receiveForOwner(packet);
      return;
    }
  }
  host.forwardingRoutes.updateFastPath();
  const route = host.forwardingRoutes.find(destination, ipv4Source(view, start));
  if (hasOptions && isRoutedFirst && !isJudged) {
    if (!forwardOptionsPass(endpoint, packet, headerLength, route)) return;
  }
  if (route === null) {
    sendIcmpError(endpoint, packet, {
      type: ICMP_DESTINATION_UNREACHABLE,
      code: ICMP_CODE_NET_UNREACHABLE,
      forwarding: true,
    });
    refuse(endpoint, packet, NicCounter['ip.forwarding.unrouteable'], Disposition['no-route']);
    return;
  }
  if (!fits(endpoint, packet, route)) return;
  if (hasOptions && isJudged) recordOutgoing(host, packet, route.local);
  if (host.filter !== null && !filterPasses(endpoint, packet, route, host.filter)) return;
  sendOn(endpoint, packet, route, headerLength);
}

/** RFC 3927 7 (link-local), RFC 1812 5.3.7 (reserved addresses), 5.3.1 (time to live). */
function mayBeForwarded(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  destination: Ipv4Address,
): boolean {
  const { host, nic } = endpoint;
  const { view, start } = packet;
  const { multicastForwarding, reservedAddresses, linkLocalForwarding, unspecifiedSource } =
    host.behaviour;
  const refusesLinkLocal = linkLocalForwarding === 'never';
  if (refusesLinkLocal && isLinkLocalUnicast(ipv4Source(view, start))) {
    return refuse(
      endpoint,
      packet,
      NicCounter['ip.forwarding.linkLocalSource'],
      Disposition['link-local'],
    );
  }
  const isLinkLocal = refusesLinkLocal && isLinkLocalUnicast(destination);
  if (isLinkLocal || isLinkLocalMulticast(destination)) {
    return refuse(
      endpoint,
      packet,
      NicCounter['ip.forwarding.linkLocalDestination'],
      Disposition['link-local'],
    );
  }
  const isNowhere =
    (multicastForwarding === 'multicast-routes' && isMulticast(destination)) ||
    (reservedAddresses === 'discard' && isReserved(destination)) ||
    (unspecifiedSource === 'discard' && destination === ANY);
  if (isNowhere) {
    count(endpoint.counters, NicCounter['ip.invalidDestinationAddressesReceived']);
    host.end(packet, Disposition['invalid-destination'], nic);
    return false;
  }
  const expiresAtOne = host.behaviour.ttlExpiry === 'one';
  if (ipv4Ttl(view, start) > (expiresAtOne ? 1 : 0)) return true;
  // What is for a router itself, by any of its addresses, may come with any TTL (RFC 1812 4.2.2.9, 5.2.3).
  if (expiresAtOne && host.mayOwn(destination) && host.ownerOf(destination) !== null) return true;
  sendIcmpError(endpoint, packet, { type: ICMP_TIME_EXCEEDED, code: 0, forwarding: true });
  return refuse(
    endpoint,
    packet,
    NicCounter['ip.forwarding.exhaustedTTL'],
    Disposition['ttl-exceeded'],
  );
}

/**
 * Options that a router fills in or judges (RFC 1812 5.2.4.1, 5.3.13); false if the packet ended here. `route`: it
 * goes on.
 */
export function forwardOptionsPass(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
  route: ForwardingRoute | null,
): boolean {
  const { host } = endpoint;
  if (host.behaviour.optionProcessing === 'on-arrival') {
    if (route !== null) recordOutgoing(host, packet, route.local);
    return true;
  }
  const outcome = processOptions(endpoint, packet, headerLength, 'forward', route?.local);
  if (outcome === 'ok') {
    writeBackOptions(host, packet, headerLength);
    return true;
  }
  if (outcome === 'parameter-problem') {
    sendParameterProblem(endpoint, packet, host.options.pointer, true);
  }
  count(host.counterValues, HostCounter.malformedRcvdPackets);
  count(endpoint.counters, NicCounter['ip.malformedPacketsReceived']);
  return refuse(
    endpoint,
    packet,
    NicCounter['ip.forwarding.errors'],
    Disposition['option-problem'],
    0,
  );
}

/** RFC 1191 4: with DF, what does not fit the next link is reported, not fragmented. */
function fits(endpoint: Ipv4Endpoint, packet: PacketBuffer, route: ForwardingRoute): boolean {
  const { mtu } = route.link;
  if (packet.length <= mtu || endpoint.host.behaviour.dontFragment === 'fragment') return true;
  if (!ipv4DontFragment(packet.view, packet.start)) return true;
  sendIcmpError(endpoint, packet, {
    type: ICMP_DESTINATION_UNREACHABLE,
    code: ICMP_CODE_FRAGMENTATION_NEEDED,
    restOfHeader: mtu & 0xffff,
    forwarding: true,
  });
  return refuse(
    endpoint,
    packet,
    NicCounter['ip.forwarding.packetTooBig'],
    Disposition['fragmentation-needed'],
  );
}

/** Whether the FORWARD chain lets it pass; else the packet ended here. */
export function filterPasses(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  route: ForwardingRoute,
  filter: FilterHooks,
): boolean {
  const { host, nic } = endpoint;
  if (host.behaviour.forwardChain && !filter.forward(packet, nic, route.nic)) {
    count(endpoint.counters, NicCounter['ip.ipTablesForwardDropped']);
    host.end(packet, Disposition['filter-forward'], nic);
    return false;
  }
  return true;
}

/** The datagram goes on: TTL and checksum change in place (RFC 1624), the rest only where it must. */
export function sendOn(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  route: ForwardingRoute,
  headerLength: number,
): void {
  const { host } = endpoint;
  const { view, start } = packet;
  if (needsNewHeader(packet, headerLength)) {
    completeHeader(host, packet, route);
    view.setUint8(start + 8, ipv4Ttl(view, start) - 1);
    fillIpv4Checksum(view, start, headerLength);
  } else {
    decrementIpv4Ttl(view, start);
  }
  packet.flags =
    (packet.flags | PACKET_FORWARDED | PACKET_HEADER_INCLUDED) & ~forwardedWithoutTransport(host);
  if (host.filter !== null && !host.filter.postrouting(packet, route.nic)) {
    count(route.nic.counterValues, NicCounter['ip.ipTablesPostroutingDropped']);
    host.end(packet, Disposition['filter-postrouting'], route.nic);
    return;
  }
  if (host.observer !== null) host.observer.passed('forwarded', route.nic, packet);
  const nextHop = route.gateway < 0 ? ipv4Destination(view, start) : route.gateway;
  const error = sendOut(host, route.nic, packet, nextHop, route.local);
  if (error !== null) count(endpoint.counters, NicCounter['ip.forwarding.errors']);
}

/** The reference sees no ports in POSTROUTING on what it forwards; tracked NAT needs them. */
function forwardedWithoutTransport(host: Ipv4Stack): number {
  return host.behaviour.nat === 'stateless' ? PACKET_TRANSPORT_PARSED : 0;
}

function needsNewHeader(packet: PacketBuffer, headerLength: number): boolean {
  const { view, start } = packet;
  return (
    headerLength > IPV4_MIN_HEADER_LENGTH ||
    ipv4Identification(view, start) === 0 ||
    ipv4Source(view, start) === 0
  );
}

/** What a sender left open is filled in: source 0.0.0.0, and identification 0 unless atomic (RFC 6864 4.1). */
function completeHeader(host: Ipv4Stack, packet: PacketBuffer, route: ForwardingRoute): void {
  const { view, start } = packet;
  if (ipv4Source(view, start) === 0) setIpv4Source(view, start, route.local);
  const isFilledIn = host.behaviour.zeroIdentification === 'fill-in';
  if (isFilledIn && ipv4Identification(view, start) === 0 && !ipv4IsAtomic(view, start)) {
    setIpv4Identification(
      view,
      start,
      host.identification.next(route.local, ipv4Destination(view, start), 0),
    );
  }
}

/** Counts and ends a datagram that is not forwarded. */
function refuse(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  counter: NicCounterIndex,
  disposition: Disposition,
  amount = 1,
): false {
  count(endpoint.counters, counter, amount);
  count(endpoint.counters, NicCounter['ip.forwarding.errors']);
  endpoint.host.end(packet, disposition, endpoint.nic);
  return false;
}
