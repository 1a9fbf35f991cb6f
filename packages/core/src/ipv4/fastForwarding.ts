import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { FastPath, NetworkInterface } from '../ports/networkInterface.js';
import { ForwardingRoutes } from '../route/forwardingRoutes.js';
import type { Ipv4Stack } from './ipv4Stack.js';
import { forwardPlainly } from './plainForward.js';

/** The routes of a host, and the fast path over them: one object, since each pointer waits for memory. */
export class FastForwarding extends ForwardingRoutes<Ipv4Stack> implements FastPath {
  forward(nic: NetworkInterface, packet: PacketBuffer): boolean {
    return forwardPlainly(nic, this, packet);
  }
}
