import type { LeftOut } from '@packetloom/sim';
import { counts, type Field, field, recordOf } from '../../../fields/types/field.js';
import { PACKET_FIELDS } from '../common/oneWayFields.js';
import { NOTHING_ONE_WAY, type OneWayScope } from '../common/scope.js';
import { LEFT_OUT_REASONS, leftOutTotal } from './leftOut.js';

/** Packets of a capture, sent again. */
export interface ReplayScope extends OneWayScope {
  readonly kind: 'replay';
  /** Packets of the capture that are not sent, by reason. */
  readonly leftOut: LeftOut;
}

/** What is seen of a replay that has not begun. */
export const IDLE: ReplayScope = {
  kind: 'replay',
  ...NOTHING_ONE_WAY,
  leftOut: { arp: 0, ipv6: 0, otherProtocol: 0, malformed: 0, linkType: 0 },
};

const LEFT_OUT = recordOf<ReplayScope['leftOut']>('packets left out', [
  counts('total', 'packets', 'all of them', leftOutTotal),
  ...LEFT_OUT_REASONS.map(
    ([reason, description]): Field<ReplayScope['leftOut']> =>
      counts(reason, 'packets', description, (leftOut) => leftOut[reason]),
  ),
]);

/** What can be asked of `replay`. */
export const FIELDS: readonly Field<ReplayScope>[] = [
  ...PACKET_FIELDS,
  field('leftOut', {
    type: LEFT_OUT,
    description: 'packets of the capture that are not sent, by reason',
    read: ({ leftOut }) => leftOut,
  }),
];
