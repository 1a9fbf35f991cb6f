import type { Host } from '@packetloom/core';
import type { LinkDirection } from '../link/index.js';
import type { PointToPointLink } from '../link/pointToPointLink.js';
import type { Segment } from '../segment/segment.js';

/** What holds packets: a direction of a link or of a port, or a host. */
export type PacketHolder =
  | {
      readonly kind: 'link';
      /** Of the link, or SEGMENT/NODE:NIC of a port. */
      readonly name: string;
      readonly packets: number;
      readonly bytes: number;
      readonly direction: LinkDirection;
    }
  | {
      readonly kind: 'host';
      readonly name: string;
      readonly packets: number;
    };

/** What of a simulation may hold packets. */
interface Network {
  readonly hosts: ReadonlyMap<string, Host>;
  readonly links: ReadonlyMap<string, PointToPointLink>;
  readonly segments: ReadonlyMap<string, Segment>;
}

/** All that hold packets now: links by their octets, the most first; then hosts by their packets. */
export function packetHoldersOf({ hosts, links, segments }: Network): PacketHolder[] {
  const directions = [
    ...[...links.values()].flatMap(({ forward, reverse }) => [forward, reverse]),
    ...[...segments.values()].flatMap(({ ports }) =>
      ports.flatMap(({ toSegment, fromSegment }) => [toSegment, fromSegment]),
    ),
  ];
  const onLinks = directions
    .map((direction) => ({ kind: 'link', direction, ...sizesOf(direction) }) as const)
    .filter(({ packets }) => packets > 0)
    .sort((a, b) => b.bytes - a.bytes);
  const inHosts = [...hosts.values()]
    .map(({ name, heldPackets }) => ({ kind: 'host', name, packets: heldPackets }) as const)
    .filter(({ packets }) => packets > 0)
    .sort((a, b) => b.packets - a.packets);
  return [...onLinks, ...inHosts];
}

function sizesOf(direction: LinkDirection) {
  const { name, inFlightPackets, inFlightBytes } = direction;
  return { name: name.link, packets: inFlightPackets, bytes: inFlightBytes };
}
