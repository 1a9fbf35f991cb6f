import type { PriorityQueueSpec, QueueSpec, RedQueueSpec } from './queueSpec.js';

const MAX_BANDS = 256;
const MAX_DSCP = 63;

/** A queue that cannot be; the message names what is impossible about it. */
export class QueueSpecError extends RangeError {
  override readonly name = 'QueueSpecError';
  readonly code = 'impossible-queue';
}

/** Throws a {@link QueueSpecError} that names what is impossible about a queue. */
export function assertQueue(spec: QueueSpec): void {
  switch (spec.kind) {
    case 'fifo':
      if (spec.limitPackets === undefined && spec.limitBytes === undefined) {
        throw impossible('a FIFO without limitPackets or limitBytes');
      }
      assertCounts(spec.kind, spec, [
        'limitPackets',
        'limitBytes',
        'ecnThresholdPackets',
        'ecnThresholdBytes',
      ]);
      break;
    case 'red':
      assertRed(spec);
      break;
    case 'codel':
      assertCounts(spec.kind, spec, ['targetNs', 'intervalNs', 'limitPackets', 'ceThresholdNs']);
      break;
    case 'fq-codel':
      assertCounts(spec.kind, spec, [
        'targetNs',
        'intervalNs',
        'limitPackets',
        'flows',
        'quantumBytes',
        'ceThresholdNs',
      ]);
      break;
    case 'priority':
      assertPriority(spec);
      break;
    default:
      throw impossible(`a queue of the kind "${String(Reflect.get(spec, 'kind'))}"`);
  }
}

function assertRed(spec: RedQueueSpec): void {
  const { minPackets, maxPackets, maxProbability = 1, weight = 1 } = spec;
  assertCounts('red', spec, ['limitPackets', 'averagePacketBytes']);
  if (!(minPackets >= 0 && maxPackets > minPackets)) {
    throw impossible(`a red queue with minPackets ${minPackets} and maxPackets ${maxPackets}`);
  }
  if (!(maxProbability > 0 && maxProbability <= 1)) {
    throw impossible(`a red queue with maxProbability ${maxProbability} (a fraction of 1)`);
  }
  if (!(weight > 0 && weight <= 1)) {
    throw impossible(`a red queue with weight ${weight} (a fraction of 1)`);
  }
}

function assertPriority(spec: PriorityQueueSpec): void {
  const { bands, defaultBand = 0 } = spec;
  if (bands.length === 0 || bands.length > MAX_BANDS) {
    throw impossible(`a priority queue with ${bands.length} bands`);
  }
  if (bands[defaultBand] === undefined) {
    throw impossible(`a priority queue with defaultBand ${defaultBand} of ${bands.length} bands`);
  }
  const taken = new Set<number>();
  for (const { dscp, queue } of bands) {
    for (const codePoint of dscp) {
      const fits = Number.isInteger(codePoint) && codePoint >= 0 && codePoint <= MAX_DSCP;
      if (!fits) throw impossible(`a priority band for DSCP ${codePoint}`);
      if (taken.has(codePoint)) throw impossible(`DSCP ${codePoint} in two places of the bands`);
      taken.add(codePoint);
    }
    if (queue !== undefined) assertQueue(queue);
  }
}

function assertCounts<Spec extends object>(
  kind: string,
  spec: Spec,
  names: readonly (keyof Spec & string)[],
): void {
  for (const name of names) {
    const value: unknown = spec[name];
    if (value === undefined || (Number.isSafeInteger(value) && (value as number) >= 1)) continue;
    throw impossible(`a ${kind} queue with ${name} ${String(value)}`);
  }
}

function impossible(what: string): QueueSpecError {
  return new QueueSpecError(`${what} is impossible`);
}
