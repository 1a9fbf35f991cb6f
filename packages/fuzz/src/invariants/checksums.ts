import { memberAccess } from '@packetloom/language/internal';
import { spoilsChecksum } from '../observe/filters.js';
import { contextOf, injectedIdentities } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

const WRONG: ReadonlySet<string> = new Set([
  'malformed-header',
  'malformed-transport',
  'udp-checksum',
  'tcp-checksum',
  'icmp-invalid',
]);

/** RFC 1624, RFC 3022 4.1. */
export const checksumsStayRight: RunInvariant = {
  name: 'checksums-stay-right',
  meaning:
    'What a node made, but for IGMP, is never dropped as invalid or for a checksum, however it was forwarded, cut and translated. (Links that invert bits are left out, and so is what passed a REDIRECT of netstack, which changes the port alone, what NAT sent from 0.0.0.0, and what a netstack router cut again.)',
  check({ ipv4Events: events, network }) {
    if (network.corrupts) return null;
    const injected = injectedIdentities(events);
    const spoilt = new Set<number>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event)) continue;
      const { type, host, packet } = event;
      const isCutAgain =
        type === 'fragmented' && network.behaviours.get(host)?.refragmentation === 'restart';
      if (isCutAgain || (type === 'received' && spoilsChecksum(network, host, packet.source))) {
        spoilt.add(packet.identity);
      }
      if (type !== 'dropped' || !WRONG.has(event.reason)) continue;
      if (injected.has(packet.identity) || spoilt.has(packet.identity)) continue;
      const message = `dropped (${event.reason}): ${contextOf(event)}`;
      // Of others nothing is required, and drops count them all.
      if (injected.size + spoilt.size > 0) return { message };
      return { message, expectation: `node${memberAccess(host)}.drops["${event.reason}"] == 0` };
    }
    return null;
  },
};
