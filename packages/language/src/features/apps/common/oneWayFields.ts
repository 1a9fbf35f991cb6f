import { counts, type Field, field } from '../../../fields/types/field.js';
import { TIMES } from '../../../fields/types/times.js';
import { ERRORS, FAILURES, jitterFields, messageFields, type Noun, timesText } from './fields.js';
import type { OneWayScope } from './scope.js';

/** Of datagrams one way; `octets`: what `receivedBytes` counts. */
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

/** What can be asked of apps that send UDP datagrams to a socket. */
export const DATAGRAM_FIELDS: readonly Field<OneWayScope>[] = oneWayFields(
  'datagrams',
  'datagrams that a socket took: of the receiver, else of any node',
  'octets of payload received',
);

/** What can be asked of apps that send packets as they are. */
export const PACKET_FIELDS: readonly Field<OneWayScope>[] = oneWayFields(
  'packets',
  'packets that came whole to the receiver, whether a socket took them or not',
  'octets received, headers included',
);
