import { formatIpv4Address } from '@packetloom/core';
import { counted } from '../../quantity/counts.js';
import {
  BOOLEAN,
  counts,
  DURATION,
  type Field,
  field,
  listOf,
  recordOf,
  TEXT,
} from '../types/field.js';
import type { HopScope, TracerouteScope } from '../types/scope.js';
import { TIMES } from '../types/times.js';
import { FAILURES, messageFields } from './common.js';

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
export const TRACEROUTE_FIELDS: readonly Field<TracerouteScope>[] = [
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
