import { formatIpv4Address, type Ipv4Address } from '@packetloom/core';
import {
  BOOLEAN,
  counts,
  DURATION,
  type Field,
  field,
  listOf,
  recordOf,
  TEXT,
} from '../../../fields/types/field.js';
import type { TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { counted } from '../../../quantity/counts.js';
import { FAILURES, messageFields } from '../common/fields.js';
import { type MessageScope, NOTHING_SENT } from '../common/scope.js';

/** A traceroute. */
export interface TracerouteScope extends MessageScope {
  readonly kind: 'traceroute';
  /** Of all probes; null: nobody answered yet. */
  readonly rtt: TimesScope | null;
  readonly reached: boolean;
  readonly hops: readonly HopScope[];
}

/** What answered to one TTL of a traceroute. */
export interface HopScope {
  readonly ttl: number;
  /** null: nobody answered. */
  readonly address: Ipv4Address | null;
  /** Of each probe; null where no answer came. */
  readonly rttNs: readonly (number | null)[];
}

/** What is seen of a traceroute that has not begun. */
export const IDLE: TracerouteScope = {
  kind: 'traceroute',
  ...NOTHING_SENT,
  rtt: null,
  reached: false,
  hops: [],
};

const HOP = recordOf<HopScope>('a hop', [
  counts('ttl', '', 'TTL of the probes', ({ ttl }) => ttl),
  field('address', {
    type: TEXT,
    description: 'address of who answered first; empty if nobody did',
    read: ({ address }) => (address === null ? '' : formatIpv4Address(address)),
  }),
  field('rtt', {
    type: listOf(DURATION),
    description: 'round-trip times of the probes that were answered',
    read: ({ rttNs }) => rttNs.filter((ns) => ns !== null),
  }),
]);

/** What can be asked of a traceroute. */
export const FIELDS: readonly Field<TracerouteScope>[] = [
  ...messageFields<TracerouteScope>('probes', 'probes that were answered'),
  FAILURES,
  field('rtt', {
    type: TIMES,
    description: 'round-trip times of all probes',
    read: ({ rtt }) => rtt,
  }),
  field('hops', {
    type: listOf(HOP),
    description: 'what answered, one for each TTL',
    read: ({ hops }) => hops,
    say: ({ hops }) => counted(hops.length, 'hop'),
  }),
  field('reached', {
    type: BOOLEAN,
    description: 'whether the destination answered',
    read: ({ reached }) => reached,
    say: ({ reached }) => (reached ? 'destination reached' : 'destination not reached'),
  }),
];
