// The way of a packet out of a host (RFC 1122 3.2.1, 3.3; RFC 791 3.2).

import { NO_ADDRESS } from '../address/addressTable.js';
import type { Ipv4Address } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import { fragmentDatagram } from '../fragmentation/fragment.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import {
  PACKET_CHECKSUM_TRUSTED,
  PACKET_HEADER_INCLUDED,
  PACKET_TRANSLATED,
  PACKET_TRANSPORT_PARSED,
} from '../packet/packetFlags.js';
import { count, NicCounter } from '../ports/counters.js';
import type { NetworkInterface } from '../ports/networkInterface.js';
import type { Route } from '../route/route.js';
import { findRoute, isUsable } from '../route/routeLookup.js';
import {
  FLAG_DONT_FRAGMENT,
  fillIpv4Checksum,
  IPV4_MAX_TOTAL_LENGTH,
  IPV4_MIN_HEADER_LENGTH,
  IPV4_MIN_MTU,
  IPV4_OFFSET,
  ipv4Destination,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Identification,
  ipv4IsAtomic,
  ipv4Source,
  setIpv4Destination,
  setIpv4Identification,
  setIpv4Source,
  setIpv4TotalLength,
} from '../wire/ipv4.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { validate } from './validate.js';

const MAX_LINK_MTU = 65_535;
const NO_OPTIONS = new Uint8Array(0);

/** Fields of the header that a transport decides. */
export interface HeaderFields {
  readonly protocol: number;
  readonly ttl: number;
  readonly typeOfService: number;
  /** Sets DF; a packet that does not fit then is `message-too-long`. */
  readonly dontFragment: boolean;
  /** IP options, in whole words; the headroom has place for them. */
  readonly options?: Uint8Array;
  /** What made the packet, for observers. */
  readonly cause: string;
  /** Of an ICMP error: what it says, and the identity of the datagram that it is about. */
  readonly error?: { readonly icmpType: number; readonly icmpCode: number; readonly about: number };
}

/** Room in front of the payload that `sendFromTransport` fills. */
export const TRANSPORT_HEADROOM = IPV4_MIN_HEADER_LENGTH;

/**
 * Sends what a transport made: `packet` has `TRANSPORT_HEADROOM` octets free in front of the payload.
 * Takes the packet over; a drop by the packet filter is no error.
 */
export function sendFromTransport(
  host: Ipv4Stack,
  route: Route,
  packet: PacketBuffer,
  fields: HeaderFields,
): NetError | null {
  const unsendable = sendProblem(host, route, packet, fields);
  if (unsendable !== null) {
    // Observers see what it would have been; it takes no identification.
    writeHeader(route, packet, fields, 0);
    return fail(host, packet, route.nic, unsendable);
  }
  const identification = host.identification.next(route.local, route.remote, fields.protocol);
  writeHeader(route, packet, fields, identification);
  if (host.observer !== null) emitOriginated(host, route, packet, fields);
  packet.flags |= PACKET_TRANSPORT_PARSED;
  const { filter } = host;
  if (filter !== null) {
    if (!filter.output(packet, route.nic, route.out && !route.nic.isLoopback)) {
      count(route.nic.counterValues, NicCounter['ip.ipTablesOutputDropped']);
      host.end(packet, Disposition['filter-output'], route.nic);
      return null;
    }
    const destination = ipv4Destination(packet.view, packet.start);
    const rewritten = (packet.flags & PACKET_TRANSLATED) !== 0 || destination !== route.remote;
    if (rewritten) return sendRewritten(host, route, packet, destination);
  }
  return output(host, route, packet);
}

/**
 * NAT in OUTPUT gave the packet another destination: an address of this host, where it is delivered at
 * once, or another host, to which the reference would still send it by the old route.
 */
function sendRewritten(
  host: Ipv4Stack,
  route: Route,
  packet: PacketBuffer,
  destination: Ipv4Address,
): NetError | null {
  const owner = host.ownerOf(destination);
  if (owner !== null) {
    packet.flags |= PACKET_CHECKSUM_TRUSTED;
    owner.ipv4.receiveLooped(packet);
    return null;
  }
  if (host.behaviour.nat === 'stateless' || destination === route.remote) {
    return output(host, route, packet);
  }
  const query = { nic: null, local: NO_ADDRESS, remote: destination, multicastLoop: false };
  const other = findRoute(host, query);
  return typeof other === 'string'
    ? fail(host, packet, route.nic, other)
    : output(host, other, packet);
}

function emitOriginated(
  host: Ipv4Stack,
  route: Route,
  packet: PacketBuffer,
  fields: HeaderFields,
): void {
  const { cause, error } = fields;
  const nic = route.nic.name;
  host.observer?.originated(route.nic, packet, cause);
  if (error !== undefined)
    host.emit({ type: 'icmp-error', host: host.name, nic, packet, ...error });
}

function sendProblem(
  host: Ipv4Stack,
  route: Route,
  packet: PacketBuffer,
  fields: HeaderFields,
): NetError | null {
  if (!isUsable(host, route)) return 'invalid-endpoint-state';
  const { mtu } = route.nic.link;
  const isTooLong =
    packet.length > IPV4_MAX_TOTAL_LENGTH ||
    (fields.dontFragment && route.out && packet.length > mtu);
  return isTooLong ? 'message-too-long' : null;
}

/** A total length that its field cannot hold is written as 0. */
function writeHeader(
  route: Route,
  packet: PacketBuffer,
  fields: HeaderFields,
  identification: number,
): void {
  const { view, start, bytes } = packet;
  const { options = NO_OPTIONS } = fields;
  const headerLength = IPV4_MIN_HEADER_LENGTH + options.length;
  view.setUint8(start, 0x40 | (headerLength >> 2));
  if (options.length > 0) bytes.set(options, start + IPV4_MIN_HEADER_LENGTH);
  view.setUint8(start + IPV4_OFFSET.typeOfService, fields.typeOfService);
  const totalLength = packet.length > IPV4_MAX_TOTAL_LENGTH ? 0 : packet.length;
  view.setUint16(start + IPV4_OFFSET.totalLength, totalLength);
  view.setUint16(start + IPV4_OFFSET.identification, identification);
  view.setUint16(
    start + IPV4_OFFSET.flagsAndFragmentOffset,
    fields.dontFragment ? FLAG_DONT_FRAGMENT : 0,
  );
  view.setUint8(start + IPV4_OFFSET.ttl, fields.ttl);
  view.setUint8(start + IPV4_OFFSET.protocol, fields.protocol);
  view.setUint32(start + IPV4_OFFSET.source, route.local);
  view.setUint32(start + IPV4_OFFSET.destination, route.remote);
  fillIpv4Checksum(view, start, headerLength);
}

/**
 * Sends a packet that has its IPv4 header already (raw sockets, echo replies, forwarding off the fast
 * path). Total length, destination and checksum are set anew, source and identification where they are
 * zero; `cause` made it, as observers hear then. Takes the packet over.
 */
export function sendWithHeader(
  host: Ipv4Stack,
  route: Route,
  packet: PacketBuffer,
  cause: 'raw' | 'icmp',
): NetError | null {
  if (!isUsable(host, route)) return fail(host, packet, route.nic, 'invalid-endpoint-state');
  const { view, start } = packet;
  const headerLength = packet.length < IPV4_MIN_HEADER_LENGTH ? 0 : ipv4HeaderLength(view, start);
  if (headerLength < IPV4_MIN_HEADER_LENGTH || headerLength > packet.length) {
    return fail(host, packet, route.nic, 'malformed-header');
  }
  setIpv4TotalLength(view, start, packet.length & 0xffff);
  setIpv4Destination(view, start, route.remote);
  if (ipv4Source(view, start) === 0) setIpv4Source(view, start, route.local);
  if (ipv4Identification(view, start) === 0 && !ipv4IsAtomic(view, start)) {
    setIpv4Identification(view, start, host.identification.next(route.local, route.remote, 0));
  }
  fillIpv4Checksum(view, start, headerLength);
  if (!validate(host.transports, packet, false))
    return fail(host, packet, route.nic, 'malformed-header');
  if (host.observer !== null) host.observer.originated(route.nic, packet, cause);
  packet.flags &= ~PACKET_TRANSPORT_PARSED;
  packet.flags |= PACKET_HEADER_INCLUDED;
  return output(host, route, packet);
}

/** Delivers to this host where the route loops, then sends where it goes out. */
function output(host: Ipv4Stack, route: Route, packet: PacketBuffer): NetError | null {
  if (route.loop) {
    if (!route.out) {
      loopBack(route, packet);
      return null;
    }
    loopCopyBack(host, route, packet);
  }
  const { nic } = route;
  if (host.filter !== null && !host.filter.postrouting(packet, nic)) {
    count(nic.counterValues, NicCounter['ip.ipTablesPostroutingDropped']);
    host.end(packet, Disposition['filter-postrouting'], nic);
    return null;
  }
  return sendOut(host, nic, packet, route.nextHop, route.local);
}

/** Apart from `output`: a function with a closure allocates a context each time that it is called. */
function loopCopyBack(host: Ipv4Stack, route: Route, packet: PacketBuffer): void {
  const copy = host.pool.clone(packet);
  host.withLoopedCopy(copy, packet, () => loopBack(route, copy));
}

function loopBack(route: Route, packet: PacketBuffer): void {
  // What a transport of this host made has a good checksum; what came with its header may not.
  if ((packet.flags & PACKET_HEADER_INCLUDED) === 0) packet.flags |= PACKET_CHECKSUM_TRUSTED;
  packet.flags &= ~PACKET_HEADER_INCLUDED;
  route.nic.ipv4.receiveLooped(packet);
}

/** Fragments where the link is too narrow, and hands over to the NIC. Takes the packet over. */
export function sendOut(
  host: Ipv4Stack,
  nic: NetworkInterface,
  packet: PacketBuffer,
  nextHop: Ipv4Address,
  localAddress: Ipv4Address,
): NetError | null {
  const mtu = Math.min(nic.link.mtu, MAX_LINK_MTU);
  if (mtu < IPV4_MIN_MTU) {
    count(nic.counterValues, NicCounter['ip.outgoingPacketErrors']);
    return fail(host, packet, nic, 'invalid-endpoint-state');
  }
  if (packet.length > mtu) return sendFragments(host, nic, packet, mtu, nextHop, localAddress);
  const error = nic.transmit(packet, nextHop, localAddress);
  if (error !== null) {
    count(nic.counterValues, NicCounter['ip.outgoingPacketErrors']);
    return fail(host, packet, nic, error);
  }
  count(nic.counterValues, NicCounter['ip.packetsSent']);
  return null;
}

/** RFC 791 3.2. Fragments after a failed one are not tried. */
function sendFragments(
  host: Ipv4Stack,
  nic: NetworkInterface,
  packet: PacketBuffer,
  mtu: number,
  nextHop: Ipv4Address,
  localAddress: Ipv4Address,
): NetError | null {
  const { behaviour } = host;
  const { view, start } = packet;
  const end = ipv4FragmentOffsetBytes(view, start) + packet.length;
  if (end > IPV4_MAX_TOTAL_LENGTH && behaviour.oversizedDatagrams === 'drop') {
    // Cut, such a fragment would become one of octets that are elsewhere.
    count(nic.counterValues, NicCounter['ip.outgoingPacketErrors']);
    return fail(host, packet, nic, 'message-too-long');
  }
  const headerLength = ipv4HeaderLength(view, start);
  const fragments = fragmentDatagram(host.pool, packet, headerLength, mtu, {
    keepOffset: behaviour.refragmentation === 'add',
    copyAllOptions: behaviour.fragmentOptions !== 'copied-only',
    blanksOptions: behaviour.fragmentOptions === 'no-operation',
    fillsLast: behaviour.lastFragment === 'all-that-fits',
  });
  if (host.observer !== null) {
    host.emit({
      type: 'fragmented',
      host: host.name,
      nic: nic.name,
      packet,
      count: fragments.length,
    });
  }
  host.end(packet, Disposition.fragmented, nic);
  let error: NetError | null = null;
  for (const fragment of fragments) {
    if (error === null) error = nic.transmit(fragment, nextHop, localAddress);
    if (error === null) {
      count(nic.counterValues, NicCounter['ip.packetsSent']);
    } else {
      count(nic.counterValues, NicCounter['ip.outgoingPacketErrors']);
      host.end(fragment, Disposition['send-error'], nic);
    }
  }
  return error;
}

/** Ends a packet that could not be sent. */
function fail(
  host: Ipv4Stack,
  packet: PacketBuffer,
  nic: NetworkInterface,
  error: NetError,
): NetError {
  host.end(packet, Disposition['send-error'], nic);
  return error;
}
