import { assertLinkDirection, QueueSpecError } from '@packetloom/sim';
import type { LinkDirection } from '../language/document.js';
import { readNetem } from '../language/netem.js';
import type { DocumentPath } from '../load/diagnostic.js';
import { didYouMean, listed } from '../load/suggestion.js';
import type { ReverseDirection } from '../schema/generated/writtenScenario.js';
import type { Context } from './context.js';
import { QUEUE_KEYS, queueKind } from './queues.js';

/** Tells what is wrong with a direction as it is written, each part by itself. True if nothing is. */
export function checkWritten(
  written: ReverseDirection,
  path: DocumentPath,
  context: Context,
): boolean {
  const sound = checkNetem(written, path, context);
  return checkQueue(written, path, context) && sound;
}

function checkQueue(
  written: ReverseDirection,
  path: DocumentPath,
  { findings, complete }: Context,
): boolean {
  const { queue } = written;
  if (queue === undefined || typeof queue === 'string') return true;
  const kind = queueKind(queue);
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
    if (key in queue) continue;
    // What was wrong has been told of and cut out.
    if (!complete) return false;
    findings.add({ path: [...path, 'queue'], message: `a queue of kind ${kind} needs '${key}'` });
  }
  if (kind !== 'fifo' && queue.limit?.endsWith('p') === false) {
    const message = `a queue of kind ${kind} is limited in packets, such as 100p`;
    findings.add({ path: [...path, 'queue', 'limit'], message });
  }
  return findings.problems.length === before;
}

/** What a text of netem says something about, if only that it is off. */
const SAID_BY_NETEM = ['delay', 'loss', 'duplicate', 'corrupt', 'reorder'] as const;

function checkNetem(written: ReverseDirection, path: DocumentPath, { findings }: Context): boolean {
  const { netem } = written;
  if (netem === undefined) return true;
  const before = findings.problems.length;
  const reading = readNetem(netem);
  if (reading.ok) {
    const { direction } = reading;
    const rate = direction.rateBitsPerSecond === undefined ? [] : (['rate'] as const);
    const queue = direction.queueLimitPackets === undefined ? [] : (['queue'] as const);
    for (const key of [...SAID_BY_NETEM, ...rate, ...queue]) {
      if (written[key] === undefined) continue;
      const message = `'${key}' does not go with netem, which says it itself: write one of both`;
      findings.add({ path: [...path, key], about: 'key', message });
    }
  } else {
    const { start, end, message, suggestion } = reading.problem;
    const problem = { path: [...path, 'netem'], within: { start, end }, message };
    findings.add(suggestion === undefined ? problem : { ...problem, suggestion });
  }
  return findings.problems.length === before;
}

/** Tells what no link can do, by the rules of the simulation. */
export function checkDirection(
  direction: LinkDirection,
  path: DocumentPath,
  { findings, complete }: Context,
): void {
  try {
    assertLinkDirection(direction);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // What a queue lacks may be what was wrong, has been told of and was cut out.
    if (error instanceof QueueSpecError && !complete) return;
    findings.add({ path, message: error.message });
  }
}
