// The way of a packet into a host (RFC 1122 3.2, 3.3). Hot path up to the fork into delivery or forwarding.
import type { AddressEntry } from '../address/addressTable.js';
import {
  type Ipv4Address,
  isLoopback,
  isMulticast,
  isReserved,
  LIMITED_BROADCAST,
} from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { count, HostCounter, NicCounter } from '../ports/counters.js';
import {
  ICMP_CODE_PORT_UNREACHABLE,
  ICMP_CODE_PROTOCOL_UNREACHABLE,
  ICMP_DESTINATION_UNREACHABLE,
} from '../wire/icmpv4.js';
import {
  FLAG_MORE_FRAGMENTS,
  FRAGMENT_OFFSET_MASK,
  IPV4_MAX_TOTAL_LENGTH,
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4FlagsAndFragmentOffset,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
} from '../wire/ipv4.js';
import { PROTOCOL_ICMP, PROTOCOL_IGMP } from '../wire/protocolNumber.js';
import type { Ipv4Endpoint } from './endpoint.js';
import { forward } from './forward.js';
import { sendIcmpError, sendParameterProblem } from './icmpErrors.js';
import { receiveIcmp } from './icmpReceive.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { routeMulticast } from './multicastForward.js';
import { arrivalOptionsPass, processOptions, writeBackOptions } from './options.js';
import { validate } from './validate.js';

/** Octets of data that fragments can carry at most, with the largest offset. */
const MAX_PAYLOAD = 65_536;
/** Version 4, five words of header: no options. */
const PLAIN_FIRST_OCTET = 0x45;
const FRAGMENT_BITS = FLAG_MORE_FRAGMENTS | FRAGMENT_OFFSET_MASK;

/** Receives what came from the link. */
export function receivePacket(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  const { host, nic, counters } = endpoint;
  count(counters, NicCounter['ip.packetsReceived']);
  if (!endpoint.isEnabled()) {
    count(counters, NicCounter['ip.disabledPacketsReceived']);
    host.end(packet, Disposition['ip-disabled'], nic);
    return;
  }
  if (!validate(host.transports, packet)) {
    malformed(endpoint, packet);
    return;
  }
  if (!nic.isLoopback) {
    if (!addressesMayComeFromOutside(endpoint, packet)) return;
    if (host.filter !== null && !host.filter.prerouting(packet, nic)) {
      count(counters, NicCounter['ip.ipTablesPreroutingDropped']);
      host.end(packet, Disposition['filter-prerouting'], nic);
      return;
    }
  }
  routeIn(endpoint, packet);
}

/** Receives a packet that this host sent to itself: no link, no addresses from outside to refuse. */
export function receiveLooped(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  count(endpoint.counters, NicCounter['ip.packetsReceived']);
  if (validate(endpoint.host.transports, packet)) routeIn(endpoint, packet);
  else malformed(endpoint, packet);
}

/** RFC 1122 3.2.1.3: loopback addresses stay inside the host; own addresses are no sources from outside. */
function addressesMayComeFromOutside(endpoint: Ipv4Endpoint, packet: PacketBuffer): boolean {
  const { host, nic } = endpoint;
  const source = ipv4Source(packet.view, packet.start);
  const destination = ipv4Destination(packet.view, packet.start);
  if (!host.allowExternalLoopback) {
    if (isLoopback(source)) return refuseSource(endpoint, packet);
    if (isLoopback(destination)) {
      refuseDestination(endpoint, packet);
      return false;
    }
  }
  if (source === 0 && host.behaviour.unspecifiedSource === 'discard') {
    const allowed = destination === LIMITED_BROADCAST || isMulticast(destination);
    if (!allowed) return refuseSource(endpoint, packet);
  }
  if (!host.handleLocal) return true;
  const own =
    nic.promiscuous ||
    (host.mayOwn(source) &&
      (host.behaviour.ownSource === 'any-nic'
        ? isOwnSource(host, source)
        : endpoint.addresses.findLocal(source, false) !== null));
  return own ? refuseSource(endpoint, packet) : true;
}

/** An address of any NIC; where broadcast addresses may be sources, they are not meant. */
function isOwnSource(host: Ipv4Stack, source: Ipv4Address): boolean {
  const owner = host.ownerOf(source);
  if (owner === null || host.behaviour.broadcastSource === 'discard') return owner !== null;
  return owner.ipv4.addresses.findLocal(source, false)?.broadcast !== source;
}

/** Judges source and destination, and delivers or forwards: where local and foreign datagrams part. */
export function routeIn(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  const { host, nic, counters } = endpoint;
  const { view, start } = packet;
  const source = ipv4Source(view, start);
  const destination = ipv4Destination(view, start);
  if (source === LIMITED_BROADCAST || isMulticast(source) || isRefused(host, source)) {
    refuseSource(endpoint, packet);
    return;
  }
  if (host.mayOwn(source) && isRefusedBroadcast(endpoint, source)) {
    refuseSource(endpoint, packet);
    return;
  }
  packet.flags &= ~PACKET_TO_BROADCAST;
  const owned = nic.promiscuous || host.mayOwn(destination) ? ownedBy(endpoint, destination) : null;
  if (owned !== null) {
    if (destination === LIMITED_BROADCAST || destination === owned.broadcast) {
      packet.flags |= PACKET_TO_BROADCAST;
    }
  }
  if (view.getUint8(start) !== PLAIN_FIRST_OCTET && isJudgedOnArrival(host)) {
    if (!arrivalOptionsPass(endpoint, packet)) return;
  }
  if (owned !== null) {
    // Delivered below.
  } else if (host.multicastRouter !== null && isMulticast(destination)) {
    if (!routeMulticast(endpoint, packet, host.multicastRouter)) return;
  } else if (!isMulticast(destination) || !endpoint.igmp.isMember(destination)) {
    if (host.forwarding) {
      forward(endpoint, packet);
    } else {
      refuseDestination(endpoint, packet);
    }
    return;
  }
  if (host.filter !== null && !host.filter.input(packet, nic)) {
    count(counters, NicCounter['ip.ipTablesInputDropped']);
    host.end(packet, Disposition['filter-input'], nic);
    return;
  }
  if ((ipv4FlagsAndFragmentOffset(view, start) & FRAGMENT_BITS) !== 0) {
    receiveFragment(endpoint, packet);
  } else {
    deliver(endpoint, packet);
  }
}

/** RFC 1812 5.3.7. Whether 0.0.0.0 is refused is another choice. */
function isRefused({ behaviour }: Ipv4Stack, source: Ipv4Address): boolean {
  return source !== 0 && isReserved(source) && behaviour.reservedAddresses === 'discard';
}

/** The address entry by which a datagram is for this host: that of another NIC, too, if the host is weak. */
function ownedBy(endpoint: Ipv4Endpoint, destination: Ipv4Address): AddressEntry | null {
  const { host, nic, addresses } = endpoint;
  const own = addresses.findLocal(destination, nic.promiscuous);
  if (own !== null || host.behaviour.hostModel === 'strong') return own;
  return host.ownerOf(destination)?.ipv4.addresses.findLocal(destination, false) ?? null;
}

function isRefusedBroadcast({ host, addresses }: Ipv4Endpoint, source: Ipv4Address): boolean {
  if (host.behaviour.broadcastSource === 'accept') return false;
  return addresses.findLocal(source, false)?.broadcast === source;
}

function isJudgedOnArrival({ behaviour }: Ipv4Stack): boolean {
  return behaviour.optionProcessing === 'on-arrival';
}

/** A fragment waits for the others; the last one completes the datagram (RFC 791 3.2, RFC 815). */
function receiveFragment(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  const { host, nic, counters } = endpoint;
  const { view, start } = packet;
  const headerLength = ipv4HeaderLength(view, start);
  const payloadLength = packet.length - headerLength;
  if (payloadLength === 0) {
    malformedFragment(endpoint, packet);
    return;
  }
  if (headerLength > IPV4_MIN_HEADER_LENGTH && !optionsPass(endpoint, packet, headerLength)) return;
  const isDropped = host.behaviour.oversizedDatagrams === 'drop';
  const largest = isDropped ? IPV4_MAX_TOTAL_LENGTH - headerLength : MAX_PAYLOAD;
  if (ipv4FragmentOffsetBytes(view, start) + payloadLength > largest) {
    malformedFragment(endpoint, packet);
    return;
  }
  packet.tag = nic.id;
  if (host.observer !== null) host.observer.passed('fragment-held', nic, packet);
  const outcome = host.reassembler.accept(packet, headerLength);
  if (outcome === null) return;
  if (typeof outcome === 'string') {
    count(counters, NicCounter['ip.malformedPacketsReceived']);
    count(counters, NicCounter['ip.malformedFragmentsReceived']);
    return;
  }
  if (host.observer !== null) host.observer.passed('reassembled', nic, outcome);
  // The datagram goes on as if its first fragment had brought it all, on that fragment's NIC.
  deliver(host.nic(outcome.tag)?.ipv4 ?? endpoint, outcome);
}

function optionsPass(endpoint: Ipv4Endpoint, packet: PacketBuffer, headerLength: number): boolean {
  if (isJudgedOnArrival(endpoint.host)) return true;
  const outcome = processOptions(endpoint, packet, headerLength, 'verify');
  if (outcome === 'ok') return true;
  if (outcome === 'parameter-problem') refuseOptions(endpoint, packet);
  endpoint.host.end(packet, Disposition['option-problem'], endpoint.nic);
  return false;
}

/** Hands a whole datagram to ICMP, IGMP or a transport (RFC 1122 3.2.1.8 for options). */
function deliver(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  const { host, nic, counters } = endpoint;
  const { view, start } = packet;
  count(counters, NicCounter['ip.packetsDelivered']);
  const protocol = ipv4Protocol(view, start);
  if (protocol === PROTOCOL_ICMP) {
    receiveIcmp(endpoint, packet);
    return;
  }
  const headerLength = ipv4HeaderLength(view, start);
  let routerAlert = false;
  if (headerLength > IPV4_MIN_HEADER_LENGTH && !isJudgedOnArrival(host)) {
    const outcome = processOptions(endpoint, packet, headerLength, 'receive');
    if (outcome !== 'ok') {
      if (outcome === 'parameter-problem') refuseOptions(endpoint, packet);
      host.end(packet, Disposition['option-problem'], nic);
      return;
    }
    routerAlert = host.options.routerAlert;
    writeBackOptions(host, packet, headerLength);
  }
  if (protocol === PROTOCOL_IGMP) {
    host.transports.deliverRaw(packet, protocol, nic);
    endpoint.igmp.receive(packet, headerLength, routerAlert);
    return;
  }
  const disposition = host.transports.deliver(packet, headerLength, protocol, nic);
  if (disposition === 'handled') return;
  if (disposition === 'invalid-destination') refuseDestination(endpoint, packet);
  else unreachable(endpoint, packet, disposition);
}

/** Nobody is there for the datagram: its sender is told (RFC 1122 3.2.2.1). */
function unreachable(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  disposition: 'protocol-unreachable' | 'port-unreachable',
): void {
  const isPort = disposition === 'port-unreachable';
  sendIcmpError(endpoint, packet, {
    type: ICMP_DESTINATION_UNREACHABLE,
    code: isPort ? ICMP_CODE_PORT_UNREACHABLE : ICMP_CODE_PROTOCOL_UNREACHABLE,
    forwarding: false,
  });
  endpoint.host.end(packet, Disposition[disposition], endpoint.nic);
}

/** Reports the octet at fault to the source, and counts the datagram as malformed. */
function refuseOptions(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  sendParameterProblem(endpoint, packet, endpoint.host.options.pointer, false);
  count(endpoint.host.counterValues, HostCounter.malformedRcvdPackets);
  count(endpoint.counters, NicCounter['ip.malformedPacketsReceived']);
}

function refuseSource(endpoint: Ipv4Endpoint, packet: PacketBuffer): false {
  count(endpoint.counters, NicCounter['ip.invalidSourceAddressesReceived']);
  endpoint.host.end(packet, Disposition['invalid-source'], endpoint.nic);
  return false;
}

function refuseDestination(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  count(endpoint.counters, NicCounter['ip.invalidDestinationAddressesReceived']);
  endpoint.host.end(packet, Disposition['invalid-destination'], endpoint.nic);
}

function malformed(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  count(endpoint.counters, NicCounter['ip.malformedPacketsReceived']);
  endpoint.host.end(packet, Disposition['malformed-header'], endpoint.nic);
}

function malformedFragment(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  count(endpoint.counters, NicCounter['ip.malformedPacketsReceived']);
  count(endpoint.counters, NicCounter['ip.malformedFragmentsReceived']);
  endpoint.host.end(packet, Disposition['malformed-fragment'], endpoint.nic);
}
