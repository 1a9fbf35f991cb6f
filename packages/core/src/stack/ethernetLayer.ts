import { Fate } from '../packet/fate.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { NetError } from './netError.js';
import type { Nic } from './nic.js';

/** Frames and ARP between a NIC and an Ethernet link (RFC 894, RFC 826). */
export class EthernetLayer {
  readonly #nic: Nic;
  constructor(nic: Nic) {
    this.#nic = nic;
  }
  get heldPackets(): number {
    return 0;
  }
  receiveFrame(packet: PacketBuffer): void {
    this.#nic.host.end(packet, Fate['unknown-link-protocol'], this.#nic);
  }
  transmit(_packet: PacketBuffer, _nextHop: number, _localAddress: number): NetError | null {
    return 'aborted';
  }
  disabled(): void {}
}
