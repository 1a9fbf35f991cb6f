import { DISPOSITIONS } from '@packetloom/core';
import { counted, grouped } from '../quantity/counts.js';
import { ratioFields } from './ratios.js';
import { counts, type Field, field, recordOf, tallyOf } from './types/field.js';
import { phrases, sentence } from './types/phrases.js';
import { unlessZero } from './types/say.js';
import type { LinkDirectionScope, LinkScope } from './types/scope.js';

/** Reasons for which packets are dropped, as `drops` names them. */
const DROP_REASONS: readonly string[] = DISPOSITIONS.filter(
  (disposition) => disposition.kind === 'dropped',
).map((disposition) => disposition.name);

/** Packets that were dropped, by reason. */
export const DROPS = tallyOf('reason for a drop', DROP_REASONS);

const QUEUE = recordOf<LinkDirectionScope>('a queue', [
  counts('packets', 'packets', 'what waits now', ({ queuePackets }) => queuePackets),
  counts('bytes', 'bytes', 'octets that wait now', ({ queueBytes = 0 }) => queueBytes),
  counts(
    'largest',
    'packets',
    'the most that waited at a time',
    (direction) => direction.largestQueuePackets ?? 0,
  ),
]);

/** What can be asked of a direction of a link, or of a port of a segment. */
const DIRECTION_FIELDS: readonly Field<LinkDirectionScope>[] = [
  counts(
    'sent',
    'packets',
    'packets that the sender handed over, those dropped included',
    ({ sentPackets }) => sentPackets,
  ),
  counts('sentBytes', 'bytes', 'octets of them', ({ sentBytes }) => sentBytes),
  counts(
    'delivered',
    'packets',
    'packets that arrived',
    ({ deliveredPackets }) => deliveredPackets,
    ({ deliveredPackets }) => counted(deliveredPackets, 'packet'),
  ),
  counts(
    'deliveredBytes',
    'bytes',
    'octets of them',
    ({ deliveredBytes }) => deliveredBytes,
    ({ deliveredBytes }) => counted(deliveredBytes, 'byte'),
  ),
  field('drops', {
    type: DROPS,
    unit: 'packets',
    description: 'packets that it dropped, by reason',
    read: ({ drops }) => drops,
    say: ({ drops }) => {
      const lost = Object.entries(drops).map(([reason, count]) => `${grouped(count)} ${reason}`);
      return lost.length === 0 ? null : `(lost: ${lost.join(', ')})`;
    },
  }),
  counts(
    'marked',
    'packets',
    'packets that it marked with CE (RFC 3168), in its queue or instead of losing them',
    ({ markedPackets = 0 }) => markedPackets,
    unlessZero(({ markedPackets = 0 }) => markedPackets, 'marked'),
  ),
  counts(
    'duplicated',
    'packets',
    'copies that it made',
    ({ duplicatedPackets = 0 }) => duplicatedPackets,
    unlessZero(({ duplicatedPackets = 0 }) => duplicatedPackets, 'duplicated'),
  ),
  counts(
    'corrupted',
    'packets',
    'packets of which it inverted a bit',
    ({ corruptedPackets = 0 }) => corruptedPackets,
    unlessZero(({ corruptedPackets = 0 }) => corruptedPackets, 'corrupted'),
  ),
  counts(
    'reordered',
    'packets',
    'packets that arrived after one sent later (RFC 4737)',
    ({ reorderedPackets = 0 }) => reorderedPackets,
    unlessZero(({ reorderedPackets = 0 }) => reorderedPackets, 'reordered'),
  ),
  ...ratioFields<LinkDirectionScope>((direction) => ({
    sent: direction.sentPackets,
    received: direction.deliveredPackets,
    lost: Object.values(direction.drops).reduce((sum, count) => sum + count, 0),
    duplicated: direction.duplicatedPackets ?? 0,
    reordered: direction.reorderedPackets ?? 0,
  })),
  field('queue', {
    type: QUEUE,
    description: 'the queue in front of it',
    read: (direction) => direction,
  }),
];

/** What can be asked of a link, or of a port of a segment (there, forward leads to the segment). */
export function linkFields(what: string): readonly Field<LinkScope>[] {
  const direction = recordOf(`a direction of ${what}`, DIRECTION_FIELDS);
  return [
    field('forward', {
      type: direction,
      description: 'from the first end to the second',
      read: ({ forward }) => forward,
      say: ({ forward }) => `→ ${sentence(DIRECTION_FIELDS, forward)}`,
    }),
    field('reverse', {
      type: direction,
      description: 'the other direction',
      read: ({ reverse }) => reverse,
      say: ({ reverse }) => `← ${sentence(DIRECTION_FIELDS, reverse)}`,
    }),
  ];
}

/** Fields of a link, as expectations, series and `--json` have them. */
export const LINK_FIELDS = linkFields('a link');

/** What came of a link, or of a port of a segment: a phrase for each direction. */
export function linkPhrases(link: LinkScope): string[] {
  return phrases(LINK_FIELDS, link);
}
