import { IPV4_MIN_HEADER_LENGTH, ipv4Destination } from '@packetloom/core/wire';
import type { AddressPlan } from '../../../addressing/index.js';
import { ownerOf } from '../../../addressing/index.js';
import { addressOf } from './addresses.js';
import type { Extent, PacketPath, UdpPath } from './event.js';
import { typeOfService } from './typeOfService.js';

/** Where UDP datagrams go, as programs take it. */
export function udpPathSpec(plan: AddressPlan, event: UdpPath & { readonly name: string }) {
  const { name, from, port, sourcePort, df, ttl } = event;
  return {
    name,
    from,
    to: addressOf(plan, event.to),
    port,
    dontFragment: df,
    typeOfService: typeOfService(event),
    ...(sourcePort === null ? {} : { sourcePort }),
    ...(ttl === null ? {} : { ttl }),
  };
}

/** How often something is sent, as programs take it. */
export function extentSpec({ count, untilNs }: Extent) {
  return { ...(count === null ? {} : { count }), ...(untilNs === null ? {} : { untilNs }) };
}

/** Where packets leave and are counted, as programs take it; `first`: the first packet. */
export function packetPathSpec(
  plan: AddressPlan,
  { name, from, nic, mode, receiver }: PacketPath & { readonly name: string },
  first: Uint8Array | undefined,
) {
  const meant = receiver ?? (first === undefined ? null : destinationOf(plan, first));
  return { name, from, mode, receiver: meant, ...(nic === null ? {} : { nic }) };
}

/** The node with the destination address of a packet, or null. */
function destinationOf(plan: AddressPlan, packet: Uint8Array): string | null {
  if (packet.length < IPV4_MIN_HEADER_LENGTH) return null;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  return ownerOf(plan, ipv4Destination(view, 0));
}
