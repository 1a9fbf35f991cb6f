import { assertLinkDirection } from '@packetloom/sim';
import type { LinkDirection } from '../language/document.js';
import type { DocumentPath } from '../load/diagnostic.js';
import { didYouMean, listed } from '../load/suggestion.js';
import type { ReverseDirection } from '../schema/generated/writtenScenario.js';
import type { Context } from './context.js';
import { QUEUE_KEYS } from './queues.js';

/** Tells what is wrong with the queue of a direction, as it is written. True if nothing is. */
export function checkWrittenQueue(
  written: ReverseDirection,
  path: DocumentPath,
  { findings, complete }: Context,
): boolean {
  const { queue } = written;
  if (queue === undefined || typeof queue === 'string') return true;
  const kind = queue.kind ?? 'fifo';
  const { may, must } = QUEUE_KEYS[kind];
  const before = findings.problems.length;
  for (const key of Object.keys(queue)) {
    if (key === 'kind' || may.includes(key)) continue;
    const suggestion = didYouMean(key, may);
    const message = `a queue of kind ${kind} has no '${key}'; it has ${listed(may)}`;
    const problem = { path: [...path, 'queue', key], about: 'key', message } as const;
    findings.add(suggestion === undefined ? problem : { ...problem, suggestion });
  }
  for (const key of must) {
    // A limit that was wrong has been told of and cut out.
    if (key in queue || !complete) continue;
    findings.add({ path: [...path, 'queue'], message: `a queue of kind ${kind} needs '${key}'` });
  }
  if (kind !== 'fifo' && queue.limit?.endsWith('p') === false) {
    const message = `a queue of kind ${kind} is limited in packets, such as 100p`;
    findings.add({ path: [...path, 'queue', 'limit'], message });
  }
  return findings.problems.length === before;
}

/** Tells what no link can do, by the rules of the simulation. */
export function checkDirection(
  direction: LinkDirection,
  path: DocumentPath,
  { findings }: Context,
): void {
  try {
    assertLinkDirection(direction);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.add({ path, message: error.message });
  }
}
