import { memberAccess } from '@packetloom/language/internal';
import { contextOf } from '../observe/packets.js';
import type { RunInvariant } from './invariant.js';

/** Section 7 of the specification: tokens that come in a second, and that are there at first. */
const ERRORS_PER_SECOND = 1000;
const BURST = 50;
const NS_PER_SECOND = 1e9;

/** RFC 1812 4.3.2.8. */
export const onlyErrorsAreLimited: RunInvariant = {
  name: 'only-errors-are-limited',
  meaning:
    'No echo request is dropped for the rate limit of ICMP errors, but in netstack; and no node, but netstack, sends more than 50 errors at once, and 1,000 in each second.',
  check({ ipv4Events: events, network }) {
    const limitsErrors = (node: string) =>
      network.behaviours.get(node)?.rateLimitedIcmp === 'errors';
    /** What is left of the tokens of each node, and since when. */
    const tokens = new Map<string, { readonly left: number; readonly atNs: number }>();
    for (const event of events) {
      if (!('packet' in event && 'host' in event) || !limitsErrors(event.host)) continue;
      const { host, timeNs } = event;
      if (event.type === 'dropped' && event.reason === 'icmp-rate-limited') {
        const message = `dropped for the limit of errors: ${contextOf(event)}`;
        return {
          message,
          expectation: `node${memberAccess(host)}.drops["icmp-rate-limited"] == 0`,
        };
      }
      if (event.type !== 'icmp-error') continue;
      const { left, atNs } = tokens.get(host) ?? { left: BURST, atNs: 0 };
      const gained = ((timeNs - atNs) * ERRORS_PER_SECOND) / NS_PER_SECOND;
      const now = Math.min(BURST, left + gained) - 1;
      tokens.set(host, { left: now, atNs: timeNs });
      // A token may be a rounding away.
      if (now < -0.001) return { message: `more errors than the limit lets: ${contextOf(event)}` };
    }
    return null;
  },
};
