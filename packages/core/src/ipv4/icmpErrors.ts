// ICMP errors that a host sends about datagrams (RFC 792, RFC 1122 3.2.2, RFC 1812 4.3).

import { NO_ADDRESS } from '../address/addressTable.js';
import { isMulticast, isReserved } from '../address/ipv4Address.js';
import type { NetError } from '../error/netError.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_CAME_TO_MANY, PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { count, NicCounter, type NicCounterIndex } from '../ports/counters.js';
import type { Route } from '../route/route.js';
import { findRoute } from '../route/routeLookup.js';
import {
  fillIcmpChecksum,
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_ECHO,
  ICMP_ECHO_REPLY,
  ICMP_HEADER_LENGTH,
  ICMP_INFORMATION_REPLY,
  ICMP_INFORMATION_REQUEST,
  ICMP_OFFSET,
  ICMP_PARAMETER_PROBLEM,
  ICMP_REDIRECT,
  ICMP_SOURCE_QUENCH,
  ICMP_TIME_EXCEEDED,
  ICMP_TIMESTAMP,
  ICMP_TIMESTAMP_REPLY,
} from '../wire/icmpv4.js';
import {
  ipv4Destination,
  ipv4FragmentOffsetBytes,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
  ipv4TypeOfService,
} from '../wire/ipv4.js';
import { PROTOCOL_ICMP } from '../wire/protocolNumber.js';
import { echoedOptions } from './echoedOptions.js';
import { emitIcmpSendFailed } from './emitIcmpSendFailed.js';
import type { Ipv4Endpoint } from './endpoint.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { optionContext } from './optionContext.js';
import { sendFromTransport, TRANSPORT_HEADROOM } from './send.js';

/** Largest quotation: the error is at most 576 octets in all (RFC 1812 4.3.2.3). */
const MAX_ERROR_PAYLOAD = 576 - 20;
/** Octets after the header that a quotation must have (RFC 792). */
const QUOTED_DATA = 8;
/** Precedence 6 (RFC 791 3.1). */
const INTERNETWORK_CONTROL = 0xc0;
/** Type of service without precedence (RFC 1349 3). */
const TOS_BITS = 0x1e;

const ANSWERABLE_ICMP_TYPES: ReadonlySet<number> = new Set([
  ICMP_ECHO_REPLY,
  ICMP_ECHO,
  ICMP_TIMESTAMP,
  ICMP_TIMESTAMP_REPLY,
  ICMP_INFORMATION_REQUEST,
  ICMP_INFORMATION_REPLY,
]);

/** Types that Linux knows end with address mask reply (RFC 950). */
const LAST_ICMP_TYPE = 18;
/** To Linux also the types that are unassigned or, as router discovery (RFC 1256), not of hosts. */
const ICMP_ERRORS: ReadonlySet<number> = new Set([
  1,
  2,
  ICMP_DESTINATION_UNREACHABLE,
  ICMP_SOURCE_QUENCH,
  ICMP_REDIRECT,
  6,
  7,
  9,
  10,
  ICMP_TIME_EXCEEDED,
  ICMP_PARAMETER_PROBLEM,
]);
const NO_OPTIONS = new Uint8Array(0);

/** An ICMP error to be sent. */
export interface IcmpError {
  readonly type: number;
  readonly code: number;
  /** Octets 4 to 7: pointer, next-hop MTU; default 0. */
  readonly restOfHeader?: number;
  /** The host acts as a router, so the destination is not its own address. */
  readonly forwarding: boolean;
}

/** Parameter problem: `pointer` is the octet of the header at fault. */
export function sendParameterProblem(
  endpoint: Ipv4Endpoint,
  offender: PacketBuffer,
  pointer: number,
  forwarding: boolean,
): void {
  const restOfHeader = (pointer << 24) >>> 0;
  sendIcmpError(endpoint, offender, {
    type: ICMP_PARAMETER_PROBLEM,
    code: 0,
    restOfHeader,
    forwarding,
  });
}

/**
 * Sends an ICMP error about `offender` to its source, unless the RFCs forbid one, no route leads back,
 * or the rate limit is reached. Borrows `offender`.
 */
export function sendIcmpError(
  endpoint: Ipv4Endpoint,
  offender: PacketBuffer,
  error: IcmpError,
): void {
  const { host, counters } = endpoint;
  if (!mayBeReported(endpoint, offender)) return;
  const route = routeBack(endpoint, offender, error.forwarding);
  if (typeof route === 'string') {
    if (!isUnanswerableIcmp(host, offender)) emitIcmpSendFailed(host, offender, route);
    return;
  }
  if (!host.icmpRateLimiter.mayConsiderError()) {
    countLimited(endpoint);
    return;
  }
  if (isUnanswerableIcmp(host, offender)) return;
  const options = optionsOf(endpoint, offender, error, route);
  if (options === null) return;
  const quoted = quotedLength(endpoint, offender, route, options.length);
  if (quoted === 0) return;
  if (!host.icmpRateLimiter.mayError(route.remote)) {
    countLimited(endpoint);
    return;
  }
  const headroom = TRANSPORT_HEADROOM + options.length;
  const length = headroom + ICMP_HEADER_LENGTH + quoted;
  const packet = host.pool.allocate(length, offender.identity);
  writeError(packet, headroom, offender, error, quoted);
  const failed = sendFromTransport(host, route, packet, {
    protocol: PROTOCOL_ICMP,
    ttl: host.defaultTtl,
    typeOfService: typeOfService(endpoint, offender),
    dontFragment: false,
    options,
    cause: 'icmp',
    error: { icmpType: error.type, icmpCode: error.code, about: offender.identity },
  });
  count(
    counters,
    failed === null ? sentCounter(error.type) : NicCounter['icmp.v4.packetsSent.dropped'],
  );
}

/** RFC 1122 3.2.2: never about what came to many or from nobody, nor about a later fragment. */
function mayBeReported({ host }: Ipv4Endpoint, offender: PacketBuffer): boolean {
  const { view, start } = offender;
  if ((offender.flags & (PACKET_TO_BROADCAST | PACKET_CAME_TO_MANY)) !== 0) return false;
  if (isMulticast(ipv4Destination(view, start)) || ipv4Source(view, start) === 0) return false;
  // NAT can give such a source to what is forwarded.
  const { laterFragmentErrors, reservedAddresses } = host.behaviour;
  if (reservedAddresses === 'discard' && isReserved(ipv4Source(view, start))) return false;
  const isLater = ipv4FragmentOffsetBytes(view, start) > 0;
  return !isLater || laterFragmentErrors === 'send';
}

/** Options of the error: those of the offender that were judged before the fault; null if there can be no error. */
function optionsOf(
  endpoint: Ipv4Endpoint,
  offender: PacketBuffer,
  error: IcmpError,
  route: Route,
): Uint8Array | null {
  if (endpoint.host.behaviour.answerOptions === 'of-echo-requests') return NO_OPTIONS;
  const { view, start } = offender;
  const judged =
    error.type === ICMP_PARAMETER_PROBLEM
      ? (error.restOfHeader ?? 0) >>> 24
      : ipv4HeaderLength(view, start);
  return echoedOptions(view, start, start + judged, optionContext(endpoint, route.local));
}

/** RFC 1812 4.3.2.5. */
function typeOfService({ host }: Ipv4Endpoint, { view, start }: PacketBuffer): number {
  if (host.behaviour.errorPrecedence === 'routine') return 0;
  return INTERNETWORK_CONTROL | (ipv4TypeOfService(view, start) & TOS_BITS);
}

function countLimited({ counters }: Ipv4Endpoint): void {
  count(counters, NicCounter['icmp.v4.packetsSent.rateLimited']);
}

/** The error goes back from the address that the datagram was sent to, or, as a router, from our own. */
function routeBack(
  endpoint: Ipv4Endpoint,
  offender: PacketBuffer,
  forwarding: boolean,
): Route | NetError {
  const { host, nic } = endpoint;
  const { view, start } = offender;
  const { forwardingErrorSource, hostModel } = host.behaviour;
  const anyNic = forwarding ? forwardingErrorSource === 'outgoing' : hostModel === 'weak';
  return findRoute(host, {
    nic: anyNic ? null : nic,
    local: forwarding ? NO_ADDRESS : ipv4Destination(view, start),
    remote: ipv4Source(view, start),
    multicastLoop: false,
  });
}

/** RFC 1122 3.2.2: no error about an ICMP error; of ICMP only what is known to be none is answered. */
function isUnanswerableIcmp(host: Ipv4Stack, offender: PacketBuffer): boolean {
  const { view, start } = offender;
  if (ipv4Protocol(view, start) !== PROTOCOL_ICMP) return false;
  const headerLength = ipv4HeaderLength(view, start);
  const isAnyQuery = host.behaviour.answerableIcmp === 'all-but-errors';
  if (offender.length - headerLength < (isAnyQuery ? 1 : ICMP_HEADER_LENGTH)) return true;
  const type = view.getUint8(start + headerLength);
  if (isAnyQuery) return type > LAST_ICMP_TYPE || ICMP_ERRORS.has(type);
  return !ANSWERABLE_ICMP_TYPES.has(type);
}

/** Octets of the offender that are quoted, or 0 if too little would fit. */
function quotedLength(
  endpoint: Ipv4Endpoint,
  offender: PacketBuffer,
  route: Route,
  optionsLength: number,
): number {
  const headerLength = ipv4HeaderLength(offender.view, offender.start);
  const room = Math.min(route.nic.ipv4.mtu, MAX_ERROR_PAYLOAD) - optionsLength - ICMP_HEADER_LENGTH;
  const needed =
    endpoint.host.behaviour.tightQuote === 'silent' ? headerLength + QUOTED_DATA : headerLength;
  if (room < needed) return 0;
  return Math.min(room, offender.length);
}

function writeError(
  packet: PacketBuffer,
  headroom: number,
  offender: PacketBuffer,
  error: IcmpError,
  quoted: number,
): void {
  const { view, bytes } = packet;
  const message = packet.start + headroom;
  view.setUint8(message, error.type);
  view.setUint8(message + ICMP_OFFSET.code, error.code);
  view.setUint32(message + ICMP_OFFSET.restOfHeader, error.restOfHeader ?? 0);
  bytes.set(
    offender.bytes.subarray(offender.start, offender.start + quoted),
    message + ICMP_HEADER_LENGTH,
  );
  fillIcmpChecksum(view, message, ICMP_HEADER_LENGTH + quoted);
}

function sentCounter(type: number): NicCounterIndex {
  if (type === ICMP_DESTINATION_UNREACHABLE)
    return NicCounter['icmp.v4.packetsSent.dstUnreachable'];
  if (type === ICMP_TIME_EXCEEDED) return NicCounter['icmp.v4.packetsSent.timeExceeded'];
  return NicCounter['icmp.v4.packetsSent.paramProblem'];
}
