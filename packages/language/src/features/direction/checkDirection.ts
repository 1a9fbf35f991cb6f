import { QueueSpecError } from '@packetloom/sim';
import { assertLinkDirection } from '@packetloom/sim/internal';
import type { Context } from '../../context/context.js';
import type { DocumentPath } from '../../diagnostics/diagnostic.js';
import { didYouMean, listed } from '../../diagnostics/suggestion.js';
import type { LinkDirection } from '../../document/document.js';
import { readNetem } from '../../netem/netem.js';
import type { ReverseDirection } from '../../schema/generated/writtenScenario.js';
import { QUEUES, queueKind } from '../queues/index.js';

/** Tells what is wrong with a direction as it is written, each part by itself. True if nothing is. */
export function checkWritten(
  written: ReverseDirection,
  path: DocumentPath,
  context: Context,
): boolean {
  const checks = [checkNetem, checkTables, checkSlot, checkQueue];
  return checks.map((check) => check(written, path, context)).every(Boolean);
}

function checkQueue(
  written: ReverseDirection,
  path: DocumentPath,
  { findings, complete }: Context,
): boolean {
  const { queue } = written;
  if (queue === undefined || typeof queue === 'string') return true;
  const kind = queueKind(queue.kind ?? 'fifo');
  const may: readonly string[] = QUEUES[kind].may;
  const { must = [] } = QUEUES[kind];
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
  const { ecn } = queue;
  if (kind === 'fifo' && ecn === true) {
    const message = 'a fifo marks from a length on: ecn: { threshold: 20p }';
    findings.add({ path: [...path, 'queue', 'ecn'], message });
  }
  if (kind !== 'fifo' && typeof ecn === 'object' && may.includes('ecn')) {
    const message = `a queue of kind ${kind} marks where it would drop early: ecn: true`;
    findings.add({ path: [...path, 'queue', 'ecn'], message });
  }
  return findings.problems.length === before;
}

/** Keys that are words of netem, too. */
const WORDS_AND_KEYS = [
  'delay',
  'rate',
  'loss',
  'ecn',
  'duplicate',
  'corrupt',
  'reorder',
  'slot',
] as const;

function checkNetem(
  written: ReverseDirection,
  path: DocumentPath,
  { findings, distributions }: Context,
): boolean {
  const { netem } = written;
  if (netem === undefined) return true;
  const before = findings.problems.length;
  const reading = readNetem(netem, distributions);
  if (reading.ok) {
    for (const key of WORDS_AND_KEYS) {
      if (written[key] === undefined || !reading.keys.has(key)) continue;
      const message = `'${key}' is set by netem here, too: write it once`;
      findings.add({ path: [...path, key], about: 'key', message });
    }
    if (reading.keys.has('limit') && limitKeyOf(written) !== undefined) {
      const message = "'limit' is set by netem here, too: write it once";
      findings.add({ path: [...path, 'delay', 'limit'], about: 'key', message });
    }
  } else {
    const { start, end, message, suggestion } = reading.problem;
    const problem = { path: [...path, 'netem'], within: { start, end }, message };
    findings.add(suggestion === undefined ? problem : { ...problem, suggestion });
  }
  return findings.problems.length === before;
}

function limitKeyOf({ delay }: ReverseDirection): string | undefined {
  return typeof delay === 'object' ? delay.limit : undefined;
}

/** Files with distributions, of jitter and of slots. */
function checkTables(
  { delay, slot }: ReverseDirection,
  path: DocumentPath,
  { findings, distributions }: Context,
): boolean {
  const before = findings.problems.length;
  for (const [key, part] of [
    ['delay', delay],
    ['slot', slot],
  ] as const) {
    if (typeof part !== 'object' || part.table === undefined) continue;
    const table = [...path, key, 'table'];
    if (part.jitter === undefined) {
      const message = "a distribution is of the jitter: write 'jitter', too";
      findings.add({ path: table, about: 'key', message });
    }
    if (part.distribution !== undefined) {
      const message = "the distribution is either a name or a file: 'distribution' is there, too";
      findings.add({ path: table, about: 'key', message });
    }
    const reading = distributions.read(part.table);
    if ('message' in reading) findings.add({ path: table, message: reading.message });
  }
  return findings.problems.length === before;
}

/** Slots are either from min to max, or around a mean. */
function checkSlot(
  { slot }: ReverseDirection,
  path: DocumentPath,
  { findings, complete }: Context,
): boolean {
  if (slot === undefined || typeof slot === 'string') return true;
  const before = findings.problems.length;
  const isRange = slot.min !== undefined || slot.max !== undefined;
  const strangers = isRange ? (['mean', 'jitter', 'distribution', 'table'] as const) : [];
  for (const key of strangers) {
    if (slot[key] === undefined) continue;
    const message = `a slot is from min to max, or around a mean: '${key}' is of the other`;
    findings.add({ path: [...path, 'slot', key], about: 'key', message });
  }
  const needed = isRange ? 'min' : 'mean';
  if (slot[needed] === undefined && complete) {
    const message = isRange ? "a slot with max needs 'min'" : "a slot needs 'min', or 'mean'";
    findings.add({ path: [...path, 'slot'], message });
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
