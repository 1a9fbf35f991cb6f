import { NO_ADDRESS } from '../address/addressTable.js';
import { type Ipv4Address, isMulticast, LIMITED_BROADCAST } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TO_BROADCAST } from '../packet/packetFlags.js';
import { fillIpv4Checksum, IPV4_OFFSET, ipv4Destination } from '../wire/ipv4.js';
import type { Ipv4Endpoint } from './endpoint.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import type { OptionOutcome, OptionUsage } from './optionHandling.js';

const DAY_MS = 86_400_000;

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
  const { host, counters } = endpoint;
  const { view, start } = packet;
  const destination = ipv4Destination(view, start);
  const toGroup = (packet.flags & PACKET_TO_BROADCAST) !== 0 || isMulticast(destination);
  return host.options.process(view, start, headerLength, usage, {
    localAddress: outgoing === NO_ADDRESS ? endpoint.optionAddress(destination, toGroup) : outgoing,
    isOwn: (address) => isOwnAddress(host, address),
    timeOfDayMs: timeOfDayMs(host),
    counters,
  });
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

/** An address that a NIC has, not one at which it receives broadcasts. */
function isOwnAddress(host: Ipv4Stack, address: Ipv4Address): boolean {
  if (address === LIMITED_BROADCAST) return false;
  return host.nics.some(
    ({ ipv4 }) => ipv4.addresses.findLocal(address, false)?.address === address,
  );
}

/** Milliseconds since midnight UT (RFC 791 3.1, timestamp option). */
function timeOfDayMs(host: Ipv4Stack): number {
  const { clock } = host;
  const ms = clock.epochMs + Math.floor(clock.nowNs / 1e6);
  return ((ms % DAY_MS) + DAY_MS) % DAY_MS;
}
