import type { RatioStatistics } from '@packetloom/sim';
import {
  COUNT,
  counts,
  type Field,
  field,
  listOf,
  mapOf,
  optional,
  recordOf,
  TEXT,
} from '../../../fields/types/field.js';
import { RATIOS } from '../../../fields/types/ratios.js';
import { unlessZero } from '../../../fields/types/say.js';
import type { TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { counted, grouped } from '../../../quantity/counts.js';
import { formatDuration } from '../../../quantity/units.js';
import type { AppScopeBase } from '../../define/app.js';
import { stateFields } from '../common/fields.js';

/** Flows, and what came of them: `sent = received + lost + inFlight` at every moment. */
export interface FlowTimesScope {
  readonly sent: number;
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
  readonly receivedBytes: number;
  /** null: none is complete. */
  readonly completionTime: TimesScope | null;
  readonly slowdown: RatioStatistics | null;
}

/** The same of those of one class. */
export interface FlowClassScope extends FlowTimesScope {
  readonly name: string;
  /** null: no limit. */
  readonly mostBytes: number | null;
}

/** TCP flows of a generator. */
export interface FlowsScope extends AppScopeBase<'flows'>, FlowTimesScope {
  readonly unsent: number;
  readonly sentBytes: number;
  readonly retransmissions: number;
  readonly classes: readonly FlowClassScope[];
}

/** What is seen of one that has not begun. */
export const IDLE: FlowsScope = {
  kind: 'flows',
  begun: false,
  finished: false,
  sent: 0,
  received: 0,
  lost: 0,
  inFlight: 0,
  unsent: 0,
  sentBytes: 0,
  receivedBytes: 0,
  completionTime: null,
  slowdown: null,
  retransmissions: 0,
  classes: [],
  failures: [],
};

/** What is told of all flows, and of those of a class. */
function flowFields<Subject extends FlowTimesScope>(): readonly Field<Subject>[] {
  return [
    counts(
      'sent',
      'flows',
      'flows begun',
      ({ sent }) => sent,
      ({ sent }) => `${grouped(sent)} sent`,
    ),
    counts(
      'received',
      'flows',
      'flows that are complete: the receiver has read all octets, and the end of the stream',
      ({ received }) => received,
      ({ received }) => `${grouped(received)} received`,
    ),
    counts(
      'lost',
      'flows',
      'flows whose connection failed before that',
      ({ lost }) => lost,
      ({ lost }) => `${grouped(lost)} lost`,
    ),
    counts(
      'inFlight',
      'flows',
      'flows that go on',
      ({ inFlight }) => inFlight,
      unlessZero(({ inFlight }) => inFlight, 'in flight'),
    ),
    counts(
      'receivedBytes',
      'bytes',
      'octets of the flows that are complete',
      ({ receivedBytes }) => receivedBytes,
    ),
    field('completionTime', {
      type: TIMES,
      description:
        'flow completion times: from the first SYN to when the receiver has read all, and the end of the stream; of the flows that are complete',
      read: ({ completionTime }) => completionTime,
      say: ({ completionTime: times }) =>
        times === null
          ? null
          : `completion time p50 ${formatDuration(times.p50)}, p99 ${formatDuration(times.p99)}`,
    }),
    field('slowdown', {
      type: RATIOS,
      description:
        'slow-downs: each completion time by the least that is possible, where nothing else is on the network and windows are open from the start: a round trip for the handshake, then all octets with their headers at the rate of the slowest link of the path, and its delay',
      read: ({ slowdown }) => slowdown,
      say: ({ slowdown }) =>
        slowdown === null ? null : `slow-down mean ${ratioText(slowdown.mean)}`,
    }),
  ];
}

const CLASS_FIELDS: readonly Field<FlowClassScope>[] = [
  field('mostBytes', {
    type: optional(COUNT),
    unit: 'bytes',
    description: 'the largest size in it; none: no limit',
    read: ({ mostBytes }) => mostBytes,
  }),
  ...flowFields<FlowClassScope>(),
];

/** What can be asked of `flows`. */
export const FIELDS: readonly Field<FlowsScope>[] = [
  ...flowFields<FlowsScope>(),
  counts(
    'unsent',
    'flows',
    'of the count asked for, those that did not begin, as it has not begun or the run ended first',
    ({ unsent }) => unsent,
    unlessZero(({ unsent }) => unsent, 'not sent'),
  ),
  counts('sentBytes', 'bytes', 'octets of all flows that began', ({ sentBytes }) => sentBytes),
  counts(
    'retransmissions',
    'segments',
    'segments that senders sent again, SYN and FIN among them',
    ({ retransmissions }) => retransmissions,
    ({ retransmissions }) =>
      retransmissions === 0 ? null : counted(retransmissions, 'retransmission'),
  ),
  ...stateFields(),
  field('failures', {
    type: listOf(TEXT),
    description:
      'why flows were lost, by the name of the errno: `ECONNREFUSED`, `ETIMEDOUT`, `ECONNRESET` and others',
    read: ({ failures }) => failures,
    say: ({ failures }) =>
      failures.length === 0
        ? null
        : `${counted(failures.length, 'failure')} (${[...new Set(failures)].join(', ')})`,
  }),
  field('classes', {
    type: mapOf('class', recordOf('a class of flows', CLASS_FIELDS)),
    description: 'the same by classes of size',
    read: ({ classes }) => classes.map((each) => [each.name, each] as const),
  }),
];

/** A ratio to two decimal places. */
export function ratioText(ratio: number): string {
  return String(Math.round(ratio * 100) / 100);
}
