// ICMP messages that arrive (RFC 792, RFC 1122 3.2.2).

import { NO_ADDRESS } from '../address/addressTable.js';
import { isMulticast } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { count, HostCounter, NicCounter, type NicCounterIndex } from '../ports/counters.js';
import { findRoute } from '../route/routeLookup.js';
import { checksum } from '../wire/checksum.js';
import * as icmp from '../wire/icmpv4.js';
import {
  IPV4_MIN_HEADER_LENGTH,
  ipv4Destination,
  ipv4HeaderLength,
  ipv4Source,
  setIpv4Destination,
  setIpv4FlagsAndFragmentOffset,
  setIpv4HeaderLength,
  setIpv4Identification,
  setIpv4Source,
  setIpv4Ttl,
} from '../wire/ipv4.js';
import { echoedOptions } from './echoedOptions.js';
import { emitIcmpSendFailed } from './emitIcmpSendFailed.js';
import type { Ipv4Endpoint } from './endpoint.js';
import { sendParameterProblem } from './icmpErrors.js';
import { receiveQuotation } from './icmpQuotation.js';
import { optionContext } from './optionContext.js';
import { processOptions, writeBackOptions } from './options.js';
import { sendWithHeader } from './send.js';

const RECEIVED: ReadonlyMap<number, NicCounterIndex> = new Map([
  [icmp.ICMP_ECHO_REPLY, NicCounter['icmp.v4.packetsReceived.echoReply']],
  [icmp.ICMP_DESTINATION_UNREACHABLE, NicCounter['icmp.v4.packetsReceived.dstUnreachable']],
  [icmp.ICMP_SOURCE_QUENCH, NicCounter['icmp.v4.packetsReceived.srcQuench']],
  [icmp.ICMP_REDIRECT, NicCounter['icmp.v4.packetsReceived.redirect']],
  [icmp.ICMP_ECHO, NicCounter['icmp.v4.packetsReceived.echoRequest']],
  [icmp.ICMP_TIME_EXCEEDED, NicCounter['icmp.v4.packetsReceived.timeExceeded']],
  [icmp.ICMP_PARAMETER_PROBLEM, NicCounter['icmp.v4.packetsReceived.paramProblem']],
  [icmp.ICMP_TIMESTAMP, NicCounter['icmp.v4.packetsReceived.timestamp']],
  [icmp.ICMP_TIMESTAMP_REPLY, NicCounter['icmp.v4.packetsReceived.timestampReply']],
  [icmp.ICMP_INFORMATION_REQUEST, NicCounter['icmp.v4.packetsReceived.infoRequest']],
  [icmp.ICMP_INFORMATION_REPLY, NicCounter['icmp.v4.packetsReceived.infoReply']],
]);

// Timestamp messages (RFC 792): the data are three times.
const RECEIVE_TIMESTAMP = 12;
const TRANSMIT_TIMESTAMP = 16;
const TIMESTAMP_MESSAGE_LENGTH = 20;
/** Octets without which there is no time to return. */
const TIMESTAMP_HEADER_LENGTH = 12;
const NO_OPTIONS = new Uint8Array(0);

/** Acts on an ICMP message that was delivered here. Takes the packet over. */
export function receiveIcmp(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  const { host, nic, counters } = endpoint;
  const { view, start } = packet;
  const headerLength = ipv4HeaderLength(view, start);
  const message = start + headerLength;
  const length = packet.length - headerLength;
  if (length < icmp.ICMP_HEADER_LENGTH) {
    invalid(endpoint, packet);
    return;
  }
  const type = view.getUint8(message);
  if (checksum(view, message, length) !== 0) {
    // Raw sockets see echo requests even so: nobody else acts on them.
    if (type === icmp.ICMP_ECHO) host.transports.deliverIcmp(packet, headerLength, nic);
    invalid(endpoint, packet);
    return;
  }
  const isJudged = host.behaviour.optionProcessing === 'on-arrival';
  if (headerLength > IPV4_MIN_HEADER_LENGTH && !isJudged) {
    if (!optionsPass(endpoint, packet, headerLength, type)) return;
  }
  host.emitIcmp(endpoint, packet, headerLength);
  count(counters, RECEIVED.get(type) ?? NicCounter['icmp.v4.packetsReceived.invalid']);
  switch (type) {
    case icmp.ICMP_ECHO:
      receiveEcho(endpoint, packet, headerLength);
      return;
    case icmp.ICMP_TIMESTAMP:
      if (host.behaviour.timestampRequests === 'answer') {
        receiveTimestamp(endpoint, packet, headerLength);
      }
      break;
    case icmp.ICMP_ECHO_REPLY:
      host.transports.deliverIcmp(packet, headerLength, nic);
      break;
    case icmp.ICMP_DESTINATION_UNREACHABLE:
    case icmp.ICMP_SOURCE_QUENCH:
    case icmp.ICMP_TIME_EXCEEDED:
    case icmp.ICMP_PARAMETER_PROBLEM:
      receiveQuotation(endpoint, packet, headerLength);
      break;
  }
  host.end(packet, RECEIVED.has(type) ? Disposition.icmp : Disposition['icmp-unhandled'], nic);
}

function invalid(endpoint: Ipv4Endpoint, packet: PacketBuffer): void {
  count(endpoint.counters, NicCounter['icmp.v4.packetsReceived.invalid']);
  endpoint.host.end(packet, Disposition['icmp-invalid'], endpoint.nic);
}

/** RFC 1122 3.2.2.6: record route and timestamp of an echo request are filled in and returned. */
function optionsPass(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
  type: number,
): boolean {
  const { host, nic, counters } = endpoint;
  const usage = type === icmp.ICMP_ECHO ? 'echo' : 'receive';
  const outcome = processOptions(endpoint, packet, headerLength, usage);
  if (outcome === 'ok') {
    writeBackOptions(host, packet, headerLength);
    return true;
  }
  if (outcome === 'parameter-problem') {
    sendParameterProblem(endpoint, packet, host.options.pointer, false);
    count(host.counterValues, HostCounter.malformedRcvdPackets);
    count(counters, NicCounter['ip.malformedPacketsReceived']);
  }
  host.end(packet, Disposition['option-problem'], nic);
  return false;
}

function receiveEcho(endpoint: Ipv4Endpoint, packet: PacketBuffer, headerLength: number): void {
  const { host, nic, counters } = endpoint;
  if (!host.icmpRateLimiter.mayReply(ipv4Source(packet.view, packet.start))) {
    count(counters, NicCounter['icmp.v4.packetsSent.rateLimited']);
    host.end(packet, Disposition['icmp-rate-limited'], nic);
    return;
  }
  const optionsLength = headerLength > IPV4_MIN_HEADER_LENGTH ? host.options.length : 0;
  host.transports.deliverIcmp(packet, headerLength, nic);
  if (!isToGroup(packet) || host.behaviour.echoToBroadcast === 'answer') {
    const from = packet.start + IPV4_MIN_HEADER_LENGTH;
    const options = packet.bytes.subarray(from, from + optionsLength);
    sendReply(endpoint, packet, headerLength, icmp.ICMP_ECHO_REPLY, options);
  }
  host.end(packet, Disposition.icmp, nic);
}

/** Came to a broadcast address or a group. */
function isToGroup(packet: PacketBuffer): boolean {
  const destination = ipv4Destination(packet.view, packet.start);
  return (packet.flags & PACKET_TO_BROADCAST) !== 0 || isMulticast(destination);
}

/** RFC 792, timestamp: the times of receiving and of sending, in milliseconds since midnight UT. */
function receiveTimestamp(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
): void {
  if (isToGroup(packet) && endpoint.host.behaviour.echoToBroadcast === 'ignore') return;
  const { view, start } = packet;
  const message = start + headerLength;
  if (packet.length - headerLength < TIMESTAMP_HEADER_LENGTH) return;
  const { timeOfDayMs } = optionContext(endpoint, NO_ADDRESS);
  view.setUint32(message + RECEIVE_TIMESTAMP, timeOfDayMs);
  view.setUint32(message + TRANSMIT_TIMESTAMP, timeOfDayMs);
  packet.length = headerLength + TIMESTAMP_MESSAGE_LENGTH;
  sendReply(endpoint, packet, headerLength, icmp.ICMP_TIMESTAMP_REPLY, NO_OPTIONS);
}

/**
 * The reply is the request turned round: its header (but for addresses and TTL), its code, its data. `options`:
 * those of the request, where an answer has them.
 */
function sendReply(
  endpoint: Ipv4Endpoint,
  request: PacketBuffer,
  headerLength: number,
  type: number,
  options: Uint8Array,
): void {
  const { host, nic, counters } = endpoint;
  const { hostModel, answerOptions } = host.behaviour;
  const route = findRoute(host, {
    nic: hostModel === 'weak' ? null : nic,
    local: isToGroup(request) ? NO_ADDRESS : ipv4Destination(request.view, request.start),
    remote: ipv4Source(request.view, request.start),
    multicastLoop: false,
  });
  if (typeof route === 'string') {
    emitIcmpSendFailed(host, request, route);
    return;
  }
  const answered =
    answerOptions === 'of-echo-requests'
      ? options
      : echoedOptions(
          request.view,
          request.start,
          request.start + headerLength,
          optionContext(endpoint, route.local),
        );
  if (answered === null) return;
  const replyHeader = IPV4_MIN_HEADER_LENGTH + answered.length;
  const dataLength = request.length - headerLength;
  const reply = host.pool.allocate(replyHeader + dataLength, request.identity);
  const { bytes, view, start } = reply;
  const from = request.start;
  bytes.set(request.bytes.subarray(from, from + IPV4_MIN_HEADER_LENGTH), start);
  bytes.set(answered, start + IPV4_MIN_HEADER_LENGTH);
  bytes.set(
    request.bytes.subarray(from + headerLength, from + request.length),
    start + replyHeader,
  );
  setIpv4HeaderLength(view, start, replyHeader);
  setIpv4Ttl(view, start, host.defaultTtl);
  if (host.behaviour.echoReplyHeader === 'new') {
    // Sending gives it an identification.
    setIpv4Identification(view, start, 0);
    setIpv4FlagsAndFragmentOffset(view, start, 0);
  }
  setIpv4Source(view, start, route.local);
  setIpv4Destination(view, start, route.remote);
  icmp.setIcmpType(view, start + replyHeader, type);
  icmp.fillIcmpChecksum(view, start + replyHeader, dataLength);
  const error = sendWithHeader(host, route, reply, 'icmp');
  count(
    counters,
    error === null
      ? NicCounter['icmp.v4.packetsSent.echoReply']
      : NicCounter['icmp.v4.packetsSent.dropped'],
  );
}
