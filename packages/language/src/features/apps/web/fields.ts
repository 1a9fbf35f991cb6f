import { counts, type Field, field, listOf, TEXT } from '../../../fields/types/field.js';
import { unlessZero } from '../../../fields/types/say.js';
import type { TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { counted, grouped } from '../../../quantity/counts.js';
import type { AppScopeBase } from '../../define/app.js';
import { stateFields, timesText } from '../common/fields.js';

/** Pages, and what came of them: `sent = received + lost + inFlight` at every moment. */
export interface WebScope extends AppScopeBase<'web'> {
  readonly received: number;
  readonly lost: number;
  readonly inFlight: number;
  readonly unsent: number;
  readonly requests: number;
  readonly responses: number;
  readonly receivedBytes: number;
  readonly connections: number;
  readonly retransmissions: number;
  readonly pageTime: TimesScope | null;
  readonly responseTime: TimesScope | null;
  readonly connectTime: TimesScope | null;
}

/** What is seen of it before it begins. */
export const IDLE: WebScope = {
  kind: 'web',
  begun: false,
  finished: false,
  sent: 0,
  received: 0,
  lost: 0,
  inFlight: 0,
  unsent: 0,
  requests: 0,
  responses: 0,
  receivedBytes: 0,
  connections: 0,
  retransmissions: 0,
  pageTime: null,
  responseTime: null,
  connectTime: null,
  failures: [],
};

/** What can be asked of `web`. */
export const FIELDS: readonly Field<WebScope>[] = [
  counts(
    'sent',
    'pages',
    'pages begun',
    ({ sent }) => sent,
    ({ sent }) => `${grouped(sent)} sent`,
  ),
  counts(
    'received',
    'pages',
    'pages of which all has come',
    (web) => web.received,
    (web) => `${grouped(web.received)} received`,
  ),
  counts(
    'lost',
    'pages',
    'pages of which a request failed, with its connection',
    ({ lost }) => lost,
    ({ lost }) => `${grouped(lost)} lost`,
  ),
  counts(
    'inFlight',
    'pages',
    'pages that are being loaded: at most one',
    ({ inFlight }) => inFlight,
    unlessZero(({ inFlight }) => inFlight, 'in flight'),
  ),
  counts(
    'unsent',
    'pages',
    'of the count asked for, those that were not begun, as it has not begun or the run ended first',
    ({ unsent }) => unsent,
    unlessZero(({ unsent }) => unsent, 'not sent'),
  ),
  field('pageTime', {
    type: TIMES,
    description: 'from the begin of a page to the last octet of its last object',
    read: ({ pageTime }) => pageTime,
    say: ({ pageTime }) => timesText('page time', pageTime),
  }),
  counts('requests', 'requests', 'requests of all pages', ({ requests }) => requests),
  counts(
    'responses',
    'responses',
    'responses that have come whole',
    ({ responses }) => responses,
    ({ responses }) => counted(responses, 'response'),
  ),
  counts('receivedBytes', 'bytes', 'octets of these responses', (web) => web.receivedBytes),
  field('responseTime', {
    type: TIMES,
    description:
      'from a request, or the SYN of the connection that is opened for it, to the last octet of its response',
    read: ({ responseTime }) => responseTime,
  }),
  counts(
    'connections',
    'connections',
    'TCP connections that were begun',
    ({ connections }) => connections,
    ({ connections }) => `over ${counted(connections, 'connection')}`,
  ),
  field('connectTime', {
    type: TIMES,
    description: 'from SYN to SYN-ACK',
    read: ({ connectTime }) => connectTime,
  }),
  counts(
    'retransmissions',
    'segments',
    'segments that the client sent again, SYN and FIN among them',
    ({ retransmissions }) => retransmissions,
  ),
  ...stateFields(),
  field('failures', {
    type: listOf(TEXT),
    description:
      'why connections failed, by the name of the errno: `ECONNREFUSED`, `ETIMEDOUT`, `ECONNRESET` and others',
    read: ({ failures }) => failures,
    say: ({ failures }) =>
      failures.length === 0
        ? null
        : `${counted(failures.length, 'failure')} (${[...new Set(failures)].join(', ')})`,
  }),
];
