import { type Field, field } from '../../../fields/types/field.js';
import type { TimesScope } from '../../../fields/types/scope.js';
import { TIMES } from '../../../fields/types/times.js';
import { ERRORS, FAILURES, jitterFields, messageFields, timesText } from '../common/fields.js';
import { type FlowScope, NOTHING_SENT } from '../common/scope.js';

/** A ping; with several pairs, all of them together. */
export interface PingScope extends FlowScope {
  readonly kind: 'ping';
  /** null: no reply came yet. */
  readonly rtt: TimesScope | null;
}

/** What is seen of a ping that has not begun. */
export const IDLE: PingScope = { kind: 'ping', ...NOTHING_SENT, errors: [], rtt: null };

/** What can be asked of a ping. */
export const FIELDS: readonly Field<PingScope>[] = [
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
