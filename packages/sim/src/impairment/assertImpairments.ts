import { MAX_TABLE_VALUE, MAX_TABLE_VALUES, MIN_TABLE_VALUE } from './deviation.js';
import {
  type ImpairmentSpec,
  JITTER_DISTRIBUTIONS,
  type JitterDistribution,
  type JitterSpec,
  type JitterTable,
  type LossSpec,
  type ProbabilitySpec,
  type ReorderSpec,
  type SlotSpec,
} from './impairmentSpec.js';

/** An impairment that cannot be; the message names what is impossible about it. */
export class ImpairmentSpecError extends RangeError {
  override readonly name = 'ImpairmentSpecError';
  readonly code = 'impossible-impairment';
}

/** Throws an {@link ImpairmentSpecError} that names what is impossible about a direction's impairments. */
export function assertImpairments(spec: ImpairmentSpec): void {
  const { jitter, loss, duplicate, corrupt, reorder, slot, limitPackets } = spec;
  if (jitter != null) assertJitter(jitter);
  if (loss != null) assertLoss(loss);
  if (duplicate != null) assertProbabilitySpec('duplication', duplicate);
  if (corrupt != null) assertProbabilitySpec('corruption', corrupt);
  if (reorder != null) assertReorder(reorder);
  if (slot != null) assertSlot(slot);
  if (limitPackets != null) assertCount('a limit', limitPackets, 'packets');
}

function assertJitter(spec: JitterSpec): void {
  const { jitterNs, distribution = 'uniform', correlation = 0 } = spec;
  if (!(Number.isSafeInteger(jitterNs) && jitterNs >= 0)) {
    throw impossible(`a jitter of ${jitterNs} ns`);
  }
  assertDistribution(distribution);
  assertFraction('a correlation of jitter', correlation);
}

function assertDistribution(distribution: JitterDistribution | JitterTable): void {
  if (typeof distribution === 'string') {
    if (JITTER_DISTRIBUTIONS.includes(distribution)) return;
    throw impossible(`a jitter with the distribution "${distribution}"`);
  }
  const { values } = distribution;
  if (values.length === 0 || values.length > MAX_TABLE_VALUES) {
    throw impossible(`a distribution of ${values.length} values (1 to ${MAX_TABLE_VALUES})`);
  }
  const isValue = (value: number) =>
    Number.isInteger(value) && value >= MIN_TABLE_VALUE && value <= MAX_TABLE_VALUE;
  const strange = values.find((value) => !isValue(value));
  if (strange !== undefined) throw impossible(`a distribution with the value ${strange}`);
}

function assertLoss(spec: LossSpec): void {
  switch (spec.kind) {
    case 'independent':
      assertProbabilitySpec('loss', spec);
      break;
    case 'gilbert-elliott': {
      const { p, r = 1 - p, lossInBad = 1, lossInGood = 0 } = spec;
      assertFractions('a Gilbert–Elliott loss with', { p, r, lossInBad, lossInGood });
      break;
    }
    case 'four-state':
      assertFourState(spec);
      break;
    case 'burst':
      assertFraction('a probability of bursts of loss', spec.probability);
      assertCount('a burst of lost packets', spec.lengthPackets, 'packets');
      break;
    case 'packets':
      for (const number of spec.numbers) assertCount('a loss of packet number', number);
      break;
    case 'predicate':
      if (typeof spec.loses === 'function') break;
      throw impossible('a loss by a predicate that is no function');
    default:
      throw impossible(`a loss of the kind "${String(Reflect.get(spec, 'kind'))}"`);
  }
}

function assertFourState(spec: LossSpec & { kind: 'four-state' }): void {
  const { p13, p31 = 1 - p13, p32 = 0, p23 = 1, p14 = 0 } = spec;
  assertFractions('a four-state loss with', { p13, p31, p32, p23, p14 });
  if (p13 + p14 > 1) throw impossible(`a four-state loss with p13 + p14 of ${p13 + p14}`);
  if (p31 + p32 > 1) throw impossible(`a four-state loss with p31 + p32 of ${p31 + p32}`);
}

function assertReorder(spec: ReorderSpec): void {
  assertProbabilitySpec('reordering', spec);
  assertCount('a gap of reordering', spec.gap ?? 1, 'packets');
}

function assertSlot({ delay, maxPackets = 1, maxBytes = 1 }: SlotSpec): void {
  if (delay.kind === 'range') {
    const { minNs, maxNs } = delay;
    assertDuration('a slot after', minNs);
    assertDuration('a slot after', maxNs);
    if (maxNs < minNs) throw impossible(`a slot after ${minNs} ns at least and ${maxNs} at most`);
    // The kernel takes it for no slots at all.
    if (maxNs === 0) throw impossible('a slot after 0 ns');
  } else {
    assertDuration('a slot after', delay.meanNs);
    assertJitter(delay);
  }
  assertCount('a slot', maxPackets, 'packets');
  assertCount('a slot', maxBytes, 'octets');
}

function assertDuration(what: string, durationNs: number): void {
  if (Number.isSafeInteger(durationNs) && durationNs >= 0) return;
  throw impossible(`${what} ${durationNs} ns`);
}

function assertProbabilitySpec(
  what: string,
  { probability, correlation = 0 }: ProbabilitySpec,
): void {
  assertFraction(`a probability of ${what}`, probability);
  assertFraction(`a correlation of ${what}`, correlation);
}

function assertFractions(what: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) assertFraction(`${what} ${name}`, value);
}

function assertFraction(what: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw impossible(`${what} of ${value} (a fraction of 1)`);
}

function assertCount(what: string, value: number, unit = ''): void {
  if (Number.isSafeInteger(value) && value >= 1) return;
  throw impossible(`${what} ${unit === '' ? value : `of ${value} ${unit}`}`);
}

function impossible(what: string): ImpairmentSpecError {
  return new ImpairmentSpecError(`${what} is impossible`);
}
