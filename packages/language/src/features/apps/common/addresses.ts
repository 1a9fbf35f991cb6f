import type { Ipv4Address } from '@packetloom/core';
import type { UdpFlowSpec } from '@packetloom/sim';
import { type AddressPlan, mainAddressOf, ownerOf } from '../../../addressing/index.js';
import type { SocketEndpoint } from '../../../document/endpoint.js';

/** The address that a target stands for. */
export function addressOf(plan: AddressPlan, target: string | Ipv4Address): Ipv4Address {
  if (typeof target === 'number') return target;
  const address = mainAddressOf(plan, target);
  if (address === undefined) throw new Error(`${target} has no address`);
  return address;
}

/** Where an app opens a socket for what it sends, and where arrivals count. */
export function receiverOf(
  plan: AddressPlan,
  { receive, receiver }: { readonly receive: boolean; readonly receiver: SocketEndpoint | null },
  to: Ipv4Address,
): Pick<UdpFlowSpec, 'receiver' | 'receiverPort' | 'countAt'> {
  if (receiver === null) return { receiver: receive ? ownerOf(plan, to) : null };
  const { node, port } = receiver;
  return {
    receiver: receive ? node : null,
    countAt: node,
    ...(port === null ? {} : { receiverPort: port }),
  };
}
