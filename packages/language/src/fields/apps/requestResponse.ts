import { counts, type Field, field } from '../types/field.js';
import type { RequestResponseScope } from '../types/scope.js';
import { TIMES } from '../types/times.js';
import { ERRORS, FAILURES, jitterFields, messageFields, timesText } from './common.js';

/** What can be asked of `request-response`. */
export const REQUEST_RESPONSE_FIELDS: readonly Field<RequestResponseScope>[] = [
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
