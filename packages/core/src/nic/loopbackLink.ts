import { ZERO_MAC } from '../address/macAddress.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { LinkEndpoint, LinkError, LinkReceiver } from '../ports/link.js';

/** The link of a loopback NIC: every packet sent is received at once. */
export class LoopbackLink implements LinkEndpoint {
  readonly kind = 'loopback';
  readonly mtu: number;
  readonly linkAddress = ZERO_MAC;
  #receiver: LinkReceiver | null = null;

  /** `mtu` in octets; 65,536 as on Linux by default. */
  constructor(mtu = 65_536) {
    this.mtu = mtu;
  }

  send(packet: PacketBuffer): LinkError | null {
    if (this.#receiver === null) return 'link-not-connected';
    this.#receiver.receiveFromLink(packet);
    return null;
  }

  attach(receiver: LinkReceiver): void {
    this.#receiver = receiver;
  }
}
