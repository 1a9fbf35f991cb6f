import type { MacAddress } from '../address/macAddress.js';
import type { Disposition } from '../packet/disposition.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';

/** Why a link did not take a packet. The packet still belongs to the caller then. */
export type LinkError = 'link-closed' | 'link-not-connected';

/** What a link hands received packets to; a NIC is one. It owns the packet from then on. */
export interface LinkReceiver {
  receiveFromLink(packet: PacketBuffer): void;
  /** The link lost its carrier, or got it back: `LinkEndpoint.up` changed. */
  carrierChanged?(): void;
}

/**
 * The link below a NIC.
 *
 * `point-to-point`: bare IPv4 datagrams, no link header, no address resolution.
 * `ethernet`: frames with a 14-byte Ethernet header in front of `packet.start` (`linkHeaderLength`
 * is 14), ARP resolves next hops. `loopback`: every packet sent comes straight back.
 */
export interface LinkEndpoint {
  readonly kind: 'point-to-point' | 'ethernet' | 'loopback';
  /** Largest network-layer packet in octets, link header not counted. May change during a run. */
  readonly mtu: number;
  /** MAC address as a 48-bit number; 0 where links have none. */
  readonly linkAddress: MacAddress;
  /** Whether there is a carrier; links that cannot lose it need not say. May change during a run. */
  readonly up?: boolean;
  /** Takes the packet over, or returns why it did not (the caller keeps it then). */
  send(packet: PacketBuffer): LinkError | null;
  /** The sender goes down: packets that wait to be sent end, with `disposition`. Links without a queue have none. */
  dropWaiting?(disposition: Disposition): void;
  /** Connects the receiver; called once, by the NIC. */
  attach(receiver: LinkReceiver): void;
}
