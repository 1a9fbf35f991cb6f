import { checksum } from '@packetloom/core/wire';
import { broadcastOf } from '../observe/broadcast.js';
import type { NetworkFacts } from '../observe/network.js';
import { contextOf, datagramOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

const IGMP = 2;
const MESSAGE_LENGTH = 8;
const QUERY = 0x11;
const REPORT = 0x12;

/** RFC 1112 Appendix I, RFC 2236 4, 5. */
export const version1IsUnderstood: RunInvariant = {
  name: 'igmp-version-1-is-understood',
  meaning:
    'No node, but netstack, drops a query or a report of IGMP version 1 as invalid: with the right checksum and TTL 1, a report from an address of the link, whether it has a router alert or not.',
  check({ ipv4Events: events, network }) {
    for (const event of events) {
      if (event.type !== 'dropped' || event.reason !== 'igmp-invalid') continue;
      if (network.behaviours.get(event.host)?.igmpVersion1 !== 'rfc-1112') continue;
      const { packet, host, nic } = event;
      if (packet.protocol !== IGMP || packet.ttl !== 1) continue;
      const payload = datagramOf(packet)?.payload;
      if (payload?.length !== MESSAGE_LENGTH || !isVersion1(payload)) continue;
      const isReport = payload[0] === REPORT;
      if (isReport && !isOnLink(network, `${host}:${nic}`, packet.source)) continue;
      return { message: `a message of version 1 is invalid: ${contextOf(event)}` };
    }
    return null;
  },
};

function isVersion1(payload: Uint8Array): boolean {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  if (checksum(view, 0, payload.length) !== 0) return false;
  const [type, responseTime] = payload;
  return type === REPORT || (type === QUERY && responseTime === 0);
}

function isOnLink({ addresses }: NetworkFacts, nic: string, source: number): boolean {
  return (addresses.get(nic) ?? []).some(({ address, length }) => {
    const shift = 32 - length;
    const isNear = shift === 32 || address >>> shift === source >>> shift;
    return isNear && source !== broadcastOf({ address, length });
  });
}
