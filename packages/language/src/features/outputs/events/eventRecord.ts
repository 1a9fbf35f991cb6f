import { formatIpv4Address, formatMacAddress, ipv4Address, macAddress } from '@packetloom/core';
import {
  FLAG_DONT_FRAGMENT,
  FLAG_MORE_FRAGMENTS,
  FRAGMENT_BLOCK_BYTES,
  FRAGMENT_OFFSET_MASK,
} from '@packetloom/core/wire';
import type { PacketSummary, SimulationEvent } from '@packetloom/sim';
import { eventFieldsOf } from '@packetloom/sim/internal';

/** Fields that hold an IPv4 address. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'group',
  'address',
  'destination',
  'local',
  'remote',
]);

/** The field that holds a MAC address. */
const LINK_ADDRESS = 'linkAddress';

const ICMP = 1;
const PROTOCOLS_WITH_PORTS: ReadonlySet<number> = new Set([6, 17]);

/**
 * An event as plain values, as it stands in files: time and type first, the packet last. The order of its fields
 * never changes, so that equal runs have equal files.
 */
export function eventRecord(event: SimulationEvent): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = { timeNs: event.timeNs, type: event.type };
  for (const field of eventFieldsOf(event.type)) {
    const value: unknown = Reflect.get(event, field);
    record[field] = typeof value === 'number' ? numberOf(field, value) : (value ?? null);
  }
  if (event.type === 'originated' && event.app !== undefined) record.app = event.app;
  if (event.type === 'dropped' && event.rule !== undefined) record.rule = event.rule;
  if ('packet' in event) record.packet = packetRecord(event.packet);
  return record;
}

function numberOf(field: string, value: number): number | string {
  if (field === LINK_ADDRESS) return formatMacAddress(macAddress(value));
  return ADDRESSES.has(field) ? formatIpv4Address(ipv4Address(value)) : value;
}

/** A packet by its number (identity of the datagram) and its header. */
export function packetRecord(packet: PacketSummary): Readonly<Record<string, unknown>> {
  const { identity, serial, cause, source, destination, protocol } = packet;
  const { ttl, length, identification, flagsAndFragmentOffset, arpOperation } = packet;
  if (arpOperation !== undefined) return arpRecord(packet);
  return {
    identity,
    serial,
    ...(cause === 0 ? {} : { cause }),
    source: formatIpv4Address(source),
    destination: formatIpv4Address(destination),
    protocol,
    ...transportRecord(packet),
    ttl,
    length,
    identification,
    df: (flagsAndFragmentOffset & FLAG_DONT_FRAGMENT) !== 0,
    mf: (flagsAndFragmentOffset & FLAG_MORE_FRAGMENTS) !== 0,
    fragmentOffset: (flagsAndFragmentOffset & FRAGMENT_OFFSET_MASK) * FRAGMENT_BLOCK_BYTES,
  };
}

/** The addresses of an ARP packet are those of its sender and its target. */
function arpRecord({
  identity,
  serial,
  cause,
  source,
  destination,
  length,
  ...arp
}: PacketSummary) {
  return {
    identity,
    serial,
    ...(cause === 0 ? {} : { cause }),
    arpOperation: arp.arpOperation,
    source: formatIpv4Address(source),
    destination: formatIpv4Address(destination),
    length,
  };
}

function transportRecord({ protocol, transport, flagsAndFragmentOffset }: PacketSummary): object {
  if ((flagsAndFragmentOffset & FRAGMENT_OFFSET_MASK) !== 0) return {};
  if (protocol === ICMP) return { icmpType: transport >>> 8, icmpCode: transport & 0xff };
  if (!PROTOCOLS_WITH_PORTS.has(protocol)) return {};
  return { sourcePort: transport >>> 16, destinationPort: transport & 0xffff };
}
