import type { AppKind, AppScope } from '@packetloom/language';

/** An app that has not begun. */
export function idle(kind: AppKind): AppScope {
  const state = { begun: false, finished: false };
  const counts = { received: 0, lost: 0, inFlight: 0, duplicated: 0, reordered: 0 };
  const messages = { ...state, ...counts, sent: 0, unsent: 0, failures: [] };
  const oneWay = { ...messages, errors: [], receivedBytes: 0, delay: null };
  switch (kind) {
    case 'ping':
      return { kind, ...messages, errors: [], rtt: null };
    case 'traceroute':
      return { kind, ...messages, rtt: null, reached: false, hops: [] };
    case 'multicast':
      return { kind, ...messages, expected: 0, receivedBytes: 0, receivers: [] };
    case 'request-response':
      return { kind, ...oneWay, transmissions: 0, responseTime: null };
    case 'replay': {
      const leftOut = { arp: 0, ipv6: 0, otherProtocol: 0, malformed: 0, linkType: 0 };
      return { kind, ...oneWay, leftOut };
    }
    default:
      return { kind, ...oneWay };
  }
}
