import { LEFT_OUT_REASONS, leftOutTotal } from '../../document/leftOutText.js';
import { counts, type Field, field, recordOf } from '../types/field.js';
import type { OneWayScope, ReplayScope } from '../types/scope.js';
import { TIMES } from '../types/times.js';
import { ERRORS, FAILURES, jitterFields, messageFields, type Noun, timesText } from './common.js';

function oneWayFields<Subject extends OneWayScope>(
  noun: Noun,
  received: string,
  octets: string,
): readonly Field<Subject>[] {
  return [
    ...messageFields<Subject>(noun, received),
    counts('receivedBytes', 'bytes', octets, ({ receivedBytes }) => receivedBytes),
    ERRORS,
    FAILURES,
    field('delay', {
      type: TIMES,
      description: 'one-way delays',
      read: ({ delay }) => delay,
      say: ({ delay }) => timesText('delay', delay),
    }),
    ...jitterFields('the one-way delays'),
  ];
}

/** What can be asked of `udp` and `flow`. */
export const FLOW_FIELDS: readonly Field<OneWayScope>[] = oneWayFields(
  'datagrams',
  'datagrams that a socket took: of the receiver, else of any node',
  'octets of payload received',
);

/** What can be asked of `raw`. */
export const RAW_FIELDS: readonly Field<OneWayScope>[] = oneWayFields(
  'packets',
  'packets that came whole to the receiver, whether a socket took them or not',
  'octets received, headers included',
);

const LEFT_OUT = recordOf<ReplayScope['leftOut']>('packets left out', [
  counts('total', 'packets', 'all of them', leftOutTotal),
  ...LEFT_OUT_REASONS.map(
    ([reason, description]): Field<ReplayScope['leftOut']> =>
      counts(reason, 'packets', description, (leftOut) => leftOut[reason]),
  ),
]);

/** What can be asked of `replay`. */
export const REPLAY_FIELDS: readonly Field<ReplayScope>[] = [
  ...RAW_FIELDS,
  field('leftOut', {
    type: LEFT_OUT,
    description: 'packets of the capture that are not sent, by reason',
    read: ({ leftOut }) => leftOut,
  }),
];
