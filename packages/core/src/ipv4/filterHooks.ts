import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { Host } from '../stack/host.js';
import type { Nic } from '../stack/nic.js';

/** The packet filter at the five hooks of a host. Each tells whether the packet goes on. */
export class FilterHooks {
  readonly #host: Host;
  constructor(host: Host) {
    this.#host = host;
  }
  prerouting(_packet: PacketBuffer, _nic: Nic): boolean {
    return this.#host.handleLocal || true;
  }
  input(_packet: PacketBuffer, _nic: Nic): boolean {
    return true;
  }
  forward(_packet: PacketBuffer, _from: Nic, _to: Nic): boolean {
    return true;
  }
  output(_packet: PacketBuffer, _to: Nic): boolean {
    return true;
  }
  postrouting(_packet: PacketBuffer, _to: Nic): boolean {
    return true;
  }
}
