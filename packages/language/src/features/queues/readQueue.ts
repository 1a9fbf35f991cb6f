import { accepted } from '../../context/accepted.js';
import type { LinkDirection } from '../../document/document.js';
import { readPackets, readQueueLimit } from '../../quantity/units.js';
import type { Queue } from '../../schema/generated/writtenScenario.js';
import type { QueueLimit, QueueMapping } from '../define/queue.js';
import { QUEUES, type QueueKind, queueKind } from './index.js';

type QueueSettings = Pick<LinkDirection, 'queue'> & Partial<LinkDirection>;

/** A queue: of packets, the plain one; or a discipline of its own. */
export function queueOf(queue: Queue): QueueSettings {
  if (typeof queue === 'string') return plain(accepted(readPackets(queue)));
  const limit: QueueLimit = queue.limit === undefined ? {} : accepted(readQueueLimit(queue.limit));
  const kind = queueKind(queue.kind ?? 'fifo');
  const { limitPackets } = limit;
  const isPlain = kind === 'fifo' && typeof queue.ecn !== 'object';
  if (isPlain && limitPackets !== undefined) return plain(limitPackets);
  return { queue: disciplineOf(kind, queue, limit) };
}

function plain(queueLimitPackets: number): QueueSettings {
  return { queue: null, queueLimitPackets };
}

function disciplineOf<Kind extends QueueKind>(
  kind: Kind,
  written: QueueMapping,
  limit: QueueLimit,
) {
  return QUEUES[kind].normalise(written, limit);
}
