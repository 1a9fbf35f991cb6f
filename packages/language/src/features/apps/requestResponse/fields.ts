import { counts, type Field, field } from '../../../fields/types/field.js';
import type { TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { ERRORS, FAILURES, jitterFields, messageFields, timesText } from '../common/fields.js';
import { type FlowScope, NOTHING_ONE_WAY } from '../common/scope.js';

/** Requests and their responses. */
export interface RequestResponseScope extends FlowScope {
  readonly kind: 'request-response';
  /** Datagrams with requests. */
  readonly transmissions: number;
  readonly receivedBytes: number;
  /** From the first transmission of a request to its response. */
  readonly responseTime: TimesScope | null;
  /** Of requests, one way; so is the jitter. */
  readonly delay: TimesScope | null;
}

/** What is seen of one that has not begun. */
export const IDLE: RequestResponseScope = {
  kind: 'request-response',
  ...NOTHING_ONE_WAY,
  transmissions: 0,
  responseTime: null,
};

/** What can be asked of `request-response`. */
export const FIELDS: readonly Field<RequestResponseScope>[] = [
  ...messageFields<RequestResponseScope>('requests', 'requests that were answered'),
  counts(
    'transmissions',
    'packets',
    'datagrams with requests, those sent again included',
    ({ transmissions }) => transmissions,
  ),
  field('responseTime', {
    type: TIMES,
    description: 'times from the first transmission of a request to its response',
    read: ({ responseTime }) => responseTime,
    say: ({ responseTime }) => timesText('response time', responseTime),
  }),
  counts(
    'receivedBytes',
    'bytes',
    'octets of payload in first responses',
    (app) => app.receivedBytes,
  ),
  ERRORS,
  FAILURES,
  field('delay', {
    type: TIMES,
    description: 'one-way delays of requests',
    read: ({ delay }) => delay,
  }),
  ...jitterFields('the one-way delays of requests'),
];
