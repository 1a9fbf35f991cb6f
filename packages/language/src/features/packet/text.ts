import { formatIpv4Address, type Ipv4Address } from '@packetloom/core';
import { TcpFlag } from '@packetloom/core/wire';
import { counted } from '../../quantity/counts.js';
import type { PacketSpec } from './packet.js';

/** What a packet is, in a few words. */
export function packetText(packet: PacketSpec): string {
  if (packet.kind === 'octets') return counted(packet.octets.length / 2, 'octet');
  const { source, destination, transport } = packet;
  const { sourcePort, destinationPort } = transport;
  const ends = `${nameOf(source)}:${sourcePort} → ${nameOf(destination)}:${destinationPort}`;
  if (transport.kind === 'udp') return `UDP ${ends}`;
  const flags = Object.entries(TcpFlag)
    .filter(([, bit]) => (transport.flags & bit) !== 0)
    .map(([name]) => name);
  return `TCP ${[...flags, ends].join(' ')}`;
}

function nameOf(host: string | Ipv4Address): string {
  return typeof host === 'string' ? host : formatIpv4Address(host);
}
