// NAT without memory, as the reference does it for UDP: each packet is rewritten by the rules alone,
// and answers are not translated back.
import { LOOPBACK } from '../address/ipv4Address.js';
import type { PacketBuffer } from '../packet/packetBuffer.js';
import { PACKET_TRANSLATED } from '../packet/packetFlags.js';
import {
  fillIpv4Checksum,
  ipv4Destination,
  ipv4HeaderLength,
  ipv4Protocol,
  ipv4Source,
  setIpv4Destination,
  setIpv4Source,
} from '../wire/ipv4.js';
import { PROTOCOL_UDP } from '../wire/protocolNumber.js';
import {
  computeUdpChecksum,
  setUdpChecksum,
  setUdpDestinationPort,
  setUdpSourcePort,
} from '../wire/udp.js';
import type { FilterContext } from './filterContext.js';
import { type FilterTarget, HOOK_OUTPUT, type Hook } from './rule.js';

/**
 * Rewrites a packet as REDIRECT or SNAT says; `false` if it must be dropped, since its ports cannot be
 * seen or it is not UDP. REDIRECT of what comes from a link changes the port and nothing else, so a
 * UDP checksum becomes wrong.
 */
export function translateStateless(
  packet: PacketBuffer,
  target: FilterTarget,
  hook: Hook,
  context: FilterContext,
): boolean {
  const { view, start } = packet;
  if (!context.transportParsed || ipv4Protocol(view, start) !== PROTOCOL_UDP) return false;
  const transport = start + ipv4HeaderLength(view, start);
  if (target.type === 'REDIRECT') {
    setUdpDestinationPort(view, transport, target.port);
    if (hook === HOOK_OUTPUT) {
      setIpv4Destination(view, start, LOOPBACK);
      renewChecksums(packet, transport, context);
    }
  } else if (target.type === 'SNAT') {
    setUdpSourcePort(view, transport, target.port);
    setIpv4Source(view, start, target.address);
    renewChecksums(packet, transport, context);
  }
  packet.flags |= PACKET_TRANSLATED;
  context.translated = true;
  return true;
}

function renewChecksums(packet: PacketBuffer, transport: number, context: FilterContext): void {
  const { view, start } = packet;
  fillIpv4Checksum(view, start, transport - start);
  const length = packet.length - (transport - start);
  const checksum = context.checksumRequired
    ? computeUdpChecksum(
        view,
        transport,
        length,
        ipv4Source(view, start),
        ipv4Destination(view, start),
      ) || context.zeroUdpChecksum
    : 0;
  setUdpChecksum(view, transport, checksum);
}
