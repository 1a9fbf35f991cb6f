import type { JitterDistribution, JitterTable } from '@packetloom/sim';
import { accepted } from '../../context/accepted.js';
import type { LinkDirection } from '../../document/document.js';
import type { DistributionFiles } from '../../netem/distributionFile.js';
import { readDuration, readPackets, readShare, readSize } from '../../quantity/units.js';
import type {
  Corrupt,
  Duplicate,
  Loss,
  Reorder,
  ReverseDirection,
  Slot,
} from '../../schema/generated/writtenScenario.js';

type SlotSpec = NonNullable<LinkDirection['slot']>;
type LossSpec = NonNullable<LinkDirection['loss']>;

/** A share that is written, or the one that stands for none. */
export function correlationOf(text: string | undefined): number {
  return text === undefined ? 0 : accepted(readShare(text));
}

/** A distribution by its name or its file; what is wrong with the file is told of by `checkWritten`. */
export function distributionOf(
  { distribution = 'uniform', table }: Pick<Extract<Slot, object>, 'distribution' | 'table'>,
  files: DistributionFiles,
): JitterDistribution | JitterTable {
  if (table === undefined) return distribution;
  const reading = files.read(table);
  return 'message' in reading ? distribution : reading.distribution;
}

/** Loss, duplication, corruption, reordering and slots, as far as they are written; 0% and 0ms are off. */
export function writtenImpairments(
  { loss, duplicate, corrupt, reorder, slot, ecn }: ReverseDirection,
  files: DistributionFiles,
): Partial<LinkDirection> {
  return {
    ...(loss === undefined ? {} : { loss: lossOf(loss) }),
    ...(duplicate === undefined ? {} : { duplicate: probabilityOf(duplicate) }),
    ...(corrupt === undefined ? {} : { corrupt: probabilityOf(corrupt) }),
    ...(reorder === undefined ? {} : { reorder: reorderingOf(reorder) }),
    ...(slot === undefined ? {} : { slot: slotOf(slot, files) }),
    ...(ecn === undefined ? {} : { ecn }),
  };
}

interface Probability {
  readonly probability: number;
  readonly correlation: number;
}

function probabilityOf(written: Duplicate | Corrupt): Probability | null {
  const text = typeof written === 'string' ? written : written.probability;
  const probability = accepted(readShare(text));
  if (probability === 0) return null;
  const correlation = correlationOf(typeof written === 'string' ? undefined : written.correlation);
  return { probability, correlation };
}

function reorderingOf(written: Reorder): (Probability & { readonly gap: number }) | null {
  const chance = probabilityOf(written);
  return chance && { ...chance, gap: typeof written === 'string' ? 1 : (written.gap ?? 1) };
}

function slotOf(written: Slot, files: DistributionFiles): SlotSpec | null {
  if (typeof written === 'string') {
    const minNs = accepted(readDuration(written));
    return minNs === 0 ? null : { delay: { kind: 'range', minNs, maxNs: minNs } };
  }
  const { min, max, mean, jitter, packets, bytes } = written;
  const distribution = distributionOf(written, files);
  const time = (text: string | undefined) =>
    text === undefined ? 0 : accepted(readDuration(text));
  const delay: SlotSpec['delay'] =
    mean === undefined
      ? { kind: 'range', minNs: time(min), maxNs: time(max ?? min) }
      : { kind: 'distribution', distribution, meanNs: time(mean), jitterNs: time(jitter) };
  return {
    delay,
    ...(packets === undefined ? {} : { maxPackets: accepted(readPackets(packets)) }),
    ...(bytes === undefined ? {} : { maxBytes: accepted(readSize(bytes)) }),
  };
}

function lossOf(loss: Loss): LossSpec | null {
  if (typeof loss === 'string') return randomLoss(loss);
  const { random, gemodel, state, burst, packets } = loss;
  if (random !== undefined) return randomLoss(random);
  if (gemodel !== undefined) {
    const { p, r, '1-h': lossInBad, '1-k': lossInGood } = gemodel;
    return { kind: 'gilbert-elliott', ...shares({ p, r, lossInBad, lossInGood }) };
  }
  if (state !== undefined) return { kind: 'four-state', ...shares(state) };
  if (burst !== undefined) {
    const probability = accepted(readShare(burst.probability));
    return { kind: 'burst', probability, lengthPackets: accepted(readPackets(burst.length)) };
  }
  return { kind: 'packets', numbers: packets ?? [] };
}

function randomLoss(written: Duplicate): LossSpec | null {
  const chance = probabilityOf(written);
  return chance && { kind: 'independent', ...chance };
}

type OptionalKey<Written> = {
  [Key in keyof Written]-?: Written[Key] extends string ? never : Key;
}[keyof Written];

type Shares<Written> = {
  readonly [Key in Exclude<keyof Written, OptionalKey<Written>>]: number;
} & { readonly [Key in OptionalKey<Written>]?: number };

/** Shares by their names; those that are not written are left out, so that defaults count. */
function shares<Written extends Readonly<Record<string, string | undefined>>>(
  written: Written,
): Shares<Written> {
  const read = Object.entries(written).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, accepted(readShare(text))]],
  );
  return Object.fromEntries(read) as Shares<Written>;
}
