import type { NetError } from '../error/netError.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import type { StackContext } from '../ports/stackContext.js';
import { ipv4Source } from '../wire/ipv4.js';

/** Tells the observer that nothing leads back to where `packet` came from, so that it has no ICMP answer. */
export function emitIcmpSendFailed(
  host: Pick<StackContext, 'name' | 'observer' | 'emit'>,
  packet: PacketBuffer,
  error: NetError,
): void {
  if (host.observer === null) return;
  const destination = ipv4Source(packet.view, packet.start);
  host.emit({ type: 'send-failed', host: host.name, cause: 'icmp', destination, error });
}
