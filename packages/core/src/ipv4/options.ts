import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, isMulticast } from '../address/ipv4Address.js';
import { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { count, HostCounter, NicCounter } from '../ports/counters.js';
import { findRoute } from '../route/routeLookup.js';
import {
  fillIpv4Checksum,
  IPV4_OFFSET,
  ipv4Destination,
  ipv4HeaderLength,
  ipv4Source,
} from '../wire/ipv4.js';
import type { Ipv4Endpoint } from './endpoint.js';
import { sendParameterProblem } from './icmpErrors.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { isOwnAddress, optionContext } from './optionContext.js';
import type { OptionOutcome, OptionUsage } from './optionHandling.js';

/**
 * Processes the options of a packet for `usage`, on the behalf of the endpoint that judges it. The new
 * list, or the octet at fault, is in `host.options` until the next call. `outgoing` is the address that a
 * router records, where it is not that of the receiving NIC.
 */
export function processOptions(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  headerLength: number,
  usage: OptionUsage,
  outgoing: Ipv4Address = NO_ADDRESS,
): OptionOutcome {
  const { host } = endpoint;
  const { view, start } = packet;
  const destination = ipv4Destination(view, start);
  const toGroup = (packet.flags & PACKET_TO_BROADCAST) !== 0 || isMulticast(destination);
  const local = outgoing === NO_ADDRESS ? endpoint.optionAddress(destination, toGroup) : outgoing;
  return host.options.process(view, start, headerLength, usage, optionContext(endpoint, local));
}

/**
 * Options of a datagram that has come, where they are judged at once: filled in where they stand, the checksum
 * left as it is. What is at fault is quoted as it was filled in. False if the packet ended here.
 */
export function arrivalOptionsPass(endpoint: Ipv4Endpoint, packet: PacketBuffer): boolean {
  const { host, nic, counters } = endpoint;
  const { view, start } = packet;
  const destination = ipv4Destination(view, start);
  const headerLength = ipv4HeaderLength(view, start);
  const context = optionContext(endpoint, arrivalAddress(endpoint, packet, destination));
  const outcome = host.options.process(view, start, headerLength, 'receive', context);
  const { options, length, pointer } = host.options;
  packet.bytes.set(options.subarray(0, length), start + IPV4_OFFSET.options);
  if (outcome === 'ok') return true;
  if (outcome === 'parameter-problem') {
    sendParameterProblem(endpoint, packet, pointer, host.ownerOf(destination) === null);
    count(host.counterValues, HostCounter.malformedRcvdPackets);
    count(counters, NicCounter['ip.malformedPacketsReceived']);
  }
  host.end(packet, Disposition['option-problem'], nic);
  return false;
}

/** The address that a datagram was sent to, else that from which its sender would be answered. */
function arrivalAddress(
  endpoint: Ipv4Endpoint,
  packet: PacketBuffer,
  destination: Ipv4Address,
): Ipv4Address {
  const { host } = endpoint;
  if (isOwnAddress(host, destination)) return destination;
  const remote = ipv4Source(packet.view, packet.start);
  const route = findRoute(host, { nic: null, local: NO_ADDRESS, remote, multicastLoop: false });
  if (typeof route !== 'string') return route.local;
  return endpoint.addresses.main()?.address ?? NO_ADDRESS;
}

/** A router records the address of the way out in place of that noted on arrival (RFC 1812 4.2.2.2). */
export function recordOutgoing(host: Ipv4Stack, packet: PacketBuffer, local: Ipv4Address): void {
  const { recordedAt } = host.options;
  if (recordedAt < 0) return;
  packet.view.setUint32(packet.start + IPV4_OFFSET.options + recordedAt, local);
}

/** Puts the processed options instead of the old ones; what is left over becomes zeros. */
export function writeBackOptions(
  host: Ipv4Stack,
  packet: PacketBuffer,
  headerLength: number,
): void {
  const { options } = host;
  const room = headerLength - IPV4_OFFSET.options;
  const at = packet.start + IPV4_OFFSET.options;
  packet.bytes.set(options.options.subarray(0, options.length), at);
  packet.bytes.fill(0, at + options.length, at + room);
  if (host.behaviour.changedHeaders === 'stale-checksum') host.optionsWritten(packet, room);
  else fillIpv4Checksum(packet.view, packet.start, headerLength);
}
