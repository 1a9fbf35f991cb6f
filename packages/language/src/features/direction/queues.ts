import { accepted } from '../../context/accepted.js';
import type { LinkDirection } from '../../document/document.js';
import {
  readDuration,
  readPackets,
  readQueueLimit,
  readShare,
  readSize,
} from '../../quantity/units.js';
import type { Queue } from '../../schema/generated/writtenScenario.js';

type QueueSpec = NonNullable<LinkDirection['queue']>;
type WrittenQueue = Exclude<Queue, string>;

/** What a kind of queue is called by tc. */
const OTHER_NAMES = { fq_codel: 'fq-codel', prio: 'priority' } as const;

/** The kind of a queue, whichever of its names is written. */
export function queueKind({ kind = 'fifo' }: WrittenQueue): QueueSpec['kind'] {
  return kind === 'fq_codel' || kind === 'prio' ? OTHER_NAMES[kind] : kind;
}

/** Keys that each kind of queue understands, beside `kind`; those it cannot do without. */
export const QUEUE_KEYS: Readonly<
  Record<QueueSpec['kind'], { readonly may: readonly string[]; readonly must: readonly string[] }>
> = {
  fifo: { may: ['limit', 'ecn'], must: ['limit'] },
  red: {
    may: ['limit', 'min', 'max', 'probability', 'weight', 'gentle', 'ecn'],
    must: ['limit', 'min', 'max'],
  },
  codel: { may: ['limit', 'target', 'interval', 'ecn', 'ce-threshold'], must: [] },
  'fq-codel': {
    may: ['limit', 'target', 'interval', 'flows', 'quantum', 'ecn', 'ce-threshold'],
    must: [],
  },
  priority: { may: ['limit', 'bands'], must: ['bands'] },
};

/** A queue: of packets, the plain one; or a discipline of its own. */
export function queueOf(queue: Queue): Pick<LinkDirection, 'queue'> & Partial<LinkDirection> {
  if (typeof queue === 'string') return plain(accepted(readPackets(queue)));
  const limit = queue.limit === undefined ? undefined : accepted(readQueueLimit(queue.limit));
  const kind = queueKind(queue);
  if (kind === 'fifo') {
    const threshold = thresholdOf(queue);
    const isPlain = threshold === null && limit !== undefined && 'limitPackets' in limit;
    return isPlain ? plain(limit.limitPackets) : { queue: { kind, ...limit, ...threshold } };
  }
  const limitPackets =
    limit !== undefined && 'limitPackets' in limit ? limit.limitPackets : undefined;
  return { queue: disciplineOf(kind, queue, limitPackets) };
}

/** From which queue on a FIFO marks by ECN; null: never. */
function thresholdOf({ ecn }: WrittenQueue) {
  if (typeof ecn !== 'object') return null;
  const threshold = accepted(readQueueLimit(ecn.threshold));
  return 'limitPackets' in threshold
    ? { ecnThresholdPackets: threshold.limitPackets }
    : { ecnThresholdBytes: threshold.limitBytes };
}

/** Whether, and from which delay on, an active queue management marks. */
function marksOf({ ecn, 'ce-threshold': threshold }: WrittenQueue) {
  return {
    ...(typeof ecn === 'boolean' ? { ecn } : {}),
    ...(threshold === undefined ? {} : { ceThresholdNs: accepted(readDuration(threshold)) }),
  };
}

function plain(queueLimitPackets: number): Pick<LinkDirection, 'queue' | 'queueLimitPackets'> {
  return { queue: null, queueLimitPackets };
}

function disciplineOf(
  kind: Exclude<QueueSpec['kind'], 'fifo'>,
  queue: WrittenQueue,
  limitPackets: number | undefined,
): QueueSpec {
  const limit = limitPackets === undefined ? {} : { limitPackets };
  switch (kind) {
    case 'red':
      return {
        kind,
        minPackets: packets(queue.min),
        maxPackets: packets(queue.max),
        limitPackets: limitPackets ?? 0,
        ...(queue.probability === undefined
          ? {}
          : { maxProbability: accepted(readShare(queue.probability)) }),
        ...(queue.weight === undefined ? {} : { weight: accepted(readShare(queue.weight)) }),
        ...(queue.gentle === undefined ? {} : { gentle: queue.gentle }),
        ...(typeof queue.ecn === 'boolean' ? { ecn: queue.ecn } : {}),
      };
    case 'codel':
      return { kind, ...limit, ...times(queue), ...marksOf(queue) };
    case 'fq-codel':
      return {
        kind,
        ...limit,
        ...times(queue),
        ...marksOf(queue),
        ...(queue.flows === undefined ? {} : { flows: queue.flows }),
        ...(queue.quantum === undefined ? {} : { quantumBytes: accepted(readSize(queue.quantum)) }),
      };
    case 'priority': {
      const inner =
        limitPackets === undefined ? {} : { queue: { kind: 'fifo' as const, limitPackets } };
      return { kind, bands: (queue.bands ?? []).map((dscp) => ({ dscp, ...inner })) };
    }
  }
}

function packets(text: string | undefined): number {
  return text === undefined ? 0 : accepted(readPackets(text));
}

function times({ target, interval }: WrittenQueue) {
  return {
    ...(target === undefined ? {} : { targetNs: accepted(readDuration(target)) }),
    ...(interval === undefined ? {} : { intervalNs: accepted(readDuration(interval)) }),
  };
}
