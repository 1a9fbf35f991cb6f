// Packets of the script to the host.
import type { Ipv4Address, Tcp } from '@packetloom/core';
import type { Settings } from '../host/settings.js';
import type { TcpOption, TcpPacket } from '../language/script.js';
import { encodeSegment } from '../packet/segment.js';
import type { Flow } from './flow.js';

const DEFAULT_TTL = 64;

export function injectSegment(tcp: Tcp, packet: TcpPacket, flow: Flow, settings: Settings): void {
  const { localAddress: local, mss } = settings;
  const octets = encodeSegment(
    {
      sourcePort: flow.peerPort,
      destinationPort: hostPortOf(flow),
      flags: packet.flags,
      seq: flow.peerToWire(packet.seq),
      ack: packet.ack === null ? 0 : flow.hostToWire(packet.ack),
      window: packet.window ?? 0,
      urgent: packet.urgent,
      options: (packet.options ?? []).map((option) => onTheWire(option, flow)),
      length: packet.length,
    },
    flow.peerAddress,
    local,
  );
  const { ecn, tos, ttl } = packet.ip;
  tcp.receive(
    {
      source: flow.peerAddress,
      destination: local,
      tos: tos ?? (typeof ecn === 'number' ? ecn : 0),
      ttl: ttl ?? DEFAULT_TTL,
      joinedOf: mss > 0 && packet.length > mss ? mss : 0,
    },
    octets,
  );
}

function onTheWire(option: TcpOption, flow: Flow): TcpOption {
  if (option.kind === 'ts') return { ...option, echo: flow.echoToWire(option.echo) };
  if (option.kind !== 'sack') return option;
  const blocks = option.blocks.map(([left, right]): [number, number] => [
    flow.hostToWire(left),
    flow.hostToWire(right),
  ]);
  return { ...option, blocks };
}

/** An ICMP error about a segment of the host. */
export function injectError(
  tcp: Tcp,
  error: { type: number; code: number; mtu: number; seq: number },
  flow: Flow,
  local: Ipv4Address,
): void {
  const quoted = new Uint8Array(20);
  const view = new DataView(quoted.buffer);
  view.setUint16(0, hostPortOf(flow));
  view.setUint16(2, flow.peerPort);
  view.setUint32(4, flow.hostToWire(error.seq));
  tcp.icmpError(error, { source: local, destination: flow.peerAddress }, view, 0, quoted.length);
}

function hostPortOf(flow: Flow): number {
  return flow.hostPort || (flow.descriptor?.socket.localPort ?? 0);
}
