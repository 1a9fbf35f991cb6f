import { formatIpv4Address } from '@packetloom/core';
import { ratioFields } from '../../../fields/ratios.js';
import {
  BOOLEAN,
  COUNT,
  counts,
  DURATION,
  type Field,
  field,
  listOf,
  optional,
  recordOf,
  TEXT,
} from '../../../fields/types/field.js';
import { unlessZero } from '../../../fields/types/say.js';
import type { JitterScope, TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { counted, grouped } from '../../../quantity/counts.js';
import { formatDuration } from '../../../quantity/units.js';
import type { AppState, IcmpErrorScope, MessageScope } from './scope.js';

/** Words for what an app sends, in the plural. */
export type Noun = 'datagrams' | 'packets' | 'probes' | 'requests';

/** Of every app: what it sent, and what came of it. `sent = received + lost + inFlight` at every moment. */
export function messageFields<Subject extends MessageScope>(
  noun: Noun,
  received: string,
): readonly Field<Subject>[] {
  return [
    counts(
      'sent',
      'packets',
      `${noun} given to the socket, those that it refused included`,
      ({ sent }) => sent,
      ({ sent }) => `${grouped(sent)} sent`,
    ),
    counts(
      'received',
      'packets',
      received,
      (app) => app.received,
      (app) => `${grouped(app.received)} received`,
    ),
    counts(
      'lost',
      'packets',
      'sent, not received, and not in flight any more',
      ({ lost }) => lost,
      ({ lost }) => `${grouped(lost)} lost`,
    ),
    counts(
      'inFlight',
      'packets',
      'sent, and still in flight',
      ({ inFlight }) => inFlight,
      unlessZero(({ inFlight }) => inFlight, 'in flight'),
    ),
    counts(
      'unsent',
      'packets',
      'of the count asked for, those that were not sent, as it has not begun or the run ended first',
      ({ unsent }) => unsent,
      unlessZero(({ unsent }) => unsent, 'not sent'),
    ),
    counts(
      'duplicated',
      'packets',
      'received again',
      ({ duplicated }) => duplicated,
      unlessZero(({ duplicated }) => duplicated, 'duplicated'),
    ),
    counts(
      'reordered',
      'packets',
      'received after one that was sent later (RFC 4737)',
      ({ reordered }) => reordered,
      unlessZero(({ reordered }) => reordered, 'reordered'),
    ),
    ...ratioFields<Subject>((app) => app),
    ...stateFields(),
  ];
}

/** How far an app is. */
export function stateFields(): readonly Field<AppState>[] {
  return [
    field('begun', {
      type: BOOLEAN,
      description: 'whether it has begun',
      read: ({ begun }) => begun,
    }),
    field('finished', {
      type: BOOLEAN,
      description: 'whether nothing more will be sent or waited for',
      read: ({ finished }) => finished,
      say: ({ begun, finished }) => (begun ? (finished ? null : 'not finished') : 'not begun'),
    }),
  ];
}

const ICMP_ERROR = recordOf<IcmpErrorScope>('an ICMP error', [
  counts('type', '', 'ICMP type', ({ type }) => type),
  counts('code', '', 'ICMP code', ({ code }) => code),
  field('from', {
    type: TEXT,
    description: 'address of who sent it',
    read: ({ from }) => formatIpv4Address(from),
  }),
  field('mtu', {
    type: COUNT,
    unit: 'bytes',
    description: 'next-hop MTU of a 3/4 (RFC 1191 4), else 0',
    read: ({ type, code, restOfHeader }) => (type === 3 && code === 4 ? restOfHeader & 0xffff : 0),
  }),
]);

/** Of apps that hear ICMP errors. */
export const ERRORS: Field<{ readonly errors: readonly IcmpErrorScope[] }> = field('errors', {
  type: listOf(ICMP_ERROR),
  description: 'ICMP errors that came back',
  read: ({ errors }) => errors,
  say: ({ errors }) => (errors.length === 0 ? null : counted(errors.length, 'ICMP error')),
});

/** Of every app. */
export const FAILURES: Field<{ readonly failures: readonly string[] }> = field('failures', {
  type: listOf(TEXT),
  description:
    'errors of its sockets, such as `no-route` (over TCP, the name of the errno, such as `ECONNREFUSED`): of each message that was refused (it counts as sent and as lost), and of ports and groups that it did not get',
  read: ({ failures }) => failures,
  say: ({ failures }) => {
    if (failures.length === 0) return null;
    return `${counted(failures.length, 'failure')} (${[...new Set(failures)].join(', ')})`;
  },
});

/** How times vary; `of` which. */
export function jitterFields(of: string): readonly Field<JitterScope>[] {
  return [
    field('jitter', {
      type: TIMES,
      description: `by how much ${of} of two successive arrivals differ (|D| of RFC 3550 6.4.1)`,
      read: ({ jitter }) => jitter,
    }),
    field('interarrivalJitter', {
      type: optional(DURATION),
      description:
        'the interarrival jitter J of RFC 3550 6.4.1; none with several pings under one name',
      read: ({ interarrivalJitterNs }) => interarrivalJitterNs,
    }),
  ];
}

/** Times in a line: `rtt min 1ms, mean 2ms, max 3ms`. */
export function timesText(what: string, times: TimesScope | null | undefined): string | null {
  if (times === null || times === undefined) return null;
  const { min, mean, max } = times;
  if (min === max) return `${what} ${formatDuration(min)}`;
  return `${what} min ${formatDuration(min)}, mean ${formatDuration(mean)}, max ${formatDuration(max)}`;
}
