import { type Field, field } from '../types/field.js';
import type { PingScope } from '../types/scope.js';
import { TIMES } from '../types/times.js';
import { ERRORS, FAILURES, jitterFields, messageFields, timesText } from './common.js';

/** What can be asked of a ping. */
export const PING_FIELDS: readonly Field<PingScope>[] = [
  ...messageFields<PingScope>('requests', 'requests that were answered'),
  ERRORS,
  FAILURES,
  field('rtt', {
    type: TIMES,
    description: 'round-trip times',
    read: ({ rtt }) => rtt,
    say: ({ rtt }) => timesText('rtt', rtt),
  }),
  ...jitterFields('the round-trip times'),
];
