import { ratioFields } from '../../../fields/ratios.js';
import {
  counts,
  DURATION,
  type Field,
  field,
  mapOf,
  optional,
  recordOf,
} from '../../../fields/types/field.js';
import { unlessZero } from '../../../fields/types/say.js';
import type { JitterScope, TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { counted, grouped } from '../../../quantity/counts.js';
import { formatDuration } from '../../../quantity/units.js';
import { FAILURES, jitterFields, stateFields } from '../common/fields.js';
import { type AppState, NOTHING_SENT } from '../common/scope.js';

/** What a receiver of multicast counted: `expected = received + lost + inFlight` at every moment. */
export interface MemberScope {
  readonly received: number;
  /** What came, is in flight, or is lost. */
  readonly expected: number;
  readonly lost: number;
  readonly inFlight: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly receivedBytes: number;
  readonly failures: readonly string[];
}

/** A multicast stream: what it sent, and what its receivers counted, added up. */
export interface MulticastScope extends MemberScope, AppState {
  readonly kind: 'multicast';
  readonly sent: number;
  readonly unsent: number;
  readonly receivers: readonly MulticastReceiverScope[];
}

/** One receiver of multicast. */
export interface MulticastReceiverScope extends MemberScope, JitterScope {
  readonly node: string;
  /** null: nothing came yet. */
  readonly delay: TimesScope | null;
  /** From joining to the first datagram; null: none came yet. */
  readonly joinLatencyNs: number | null;
  /** When it joined and left; null: it did not. */
  readonly joinedNs: number | null;
  readonly leftNs: number | null;
}

/** What is seen of a stream that has not begun. */
export const IDLE: MulticastScope = {
  kind: 'multicast',
  ...NOTHING_SENT,
  expected: 0,
  receivedBytes: 0,
  receivers: [],
};

/** `expected = received + lost + inFlight` at every moment. */
function memberFields<Subject extends MemberScope>(): readonly Field<Subject>[] {
  const of = 'packets';
  return [
    counts(
      'received',
      of,
      'datagrams that it received',
      ({ received }) => received,
      ({ received, expected }) => `${grouped(received)} of ${grouped(expected)} received`,
    ),
    counts(
      'expected',
      of,
      'those sent while it was a member, but for those in flight when it left; and what it received of those sent before it joined',
      ({ expected }) => expected,
    ),
    counts(
      'lost',
      of,
      'expected, not received, and not in flight any more',
      ({ lost }) => lost,
      ({ lost }) => `${grouped(lost)} lost`,
    ),
    counts(
      'inFlight',
      of,
      'expected, and still in flight, to whatever member',
      ({ inFlight }) => inFlight,
      unlessZero(({ inFlight }) => inFlight, 'in flight'),
    ),
    counts(
      'duplicated',
      of,
      'received again',
      ({ duplicated }) => duplicated,
      unlessZero(({ duplicated }) => duplicated, 'duplicated'),
    ),
    counts(
      'reordered',
      of,
      'received after one that was sent later (RFC 4737)',
      ({ reordered }) => reordered,
      unlessZero(({ reordered }) => reordered, 'reordered'),
    ),
    counts(
      'receivedBytes',
      'bytes',
      'octets of payload received',
      (member) => member.receivedBytes,
    ),
    ...ratioFields<Subject>((member) => ({ ...member, sent: member.expected })),
    FAILURES,
  ];
}

/** What can be asked of a receiver of a stream. */
export const RECEIVER_FIELDS: readonly Field<MulticastReceiverScope>[] = [
  ...memberFields<MulticastReceiverScope>(),
  field('delay', {
    type: TIMES,
    description: 'one-way delays',
    read: ({ delay }) => delay,
    say: ({ delay }) => (delay === null ? null : `delay mean ${formatDuration(delay.mean)}`),
  }),
  ...jitterFields('the one-way delays'),
  field('joinLatency', {
    type: optional(DURATION),
    description: 'from joining to the first datagram',
    read: ({ joinLatencyNs }) => joinLatencyNs,
    say: ({ joinLatencyNs: ns }) => (ns === null ? null : `first after ${formatDuration(ns)}`),
  }),
  field('joined', {
    type: optional(DURATION),
    description: 'when it joined',
    read: ({ joinedNs }) => joinedNs,
  }),
  field('left', {
    type: optional(DURATION),
    description: 'when it left',
    read: ({ leftNs }) => leftNs,
    say: ({ leftNs }) => (leftNs === null ? null : `left at ${formatDuration(leftNs)}`),
  }),
];

/** What can be asked of a multicast stream. */
export const FIELDS: readonly Field<MulticastScope>[] = [
  counts(
    'sent',
    'packets',
    'datagrams given to the socket, once each',
    ({ sent }) => sent,
    ({ sent, receivers }) => `${grouped(sent)} sent to ${counted(receivers.length, 'receiver')}`,
  ),
  counts(
    'unsent',
    'packets',
    'of the count asked for, those that were not sent, as it has not begun or the run ended first',
    ({ unsent }) => unsent,
    unlessZero(({ unsent }) => unsent, 'not sent'),
  ),
  ...memberFields<MulticastScope>(),
  ...stateFields(),
  field('receivers', {
    type: mapOf('receiver', recordOf('a receiver', RECEIVER_FIELDS)),
    description: 'what each receiver counted, by node; the stream has their sums',
    read: ({ receivers }) => receivers.map((receiver) => [receiver.node, receiver] as const),
  }),
];
