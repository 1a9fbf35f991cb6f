import { meanSize, type SizeSpec } from '@packetloom/sim';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readBitRate, readDuration, readShare } from '../../../quantity/units.js';
import type { FlowArrivals } from '../../../schema/generated/writtenScenario.js';
import type { AppInputs } from '../../define/app.js';
import type { FlowsEvent } from './event.js';

const NS_PER_SECOND = 1_000_000_000;
const BITS_PER_BYTE = 8;

/** When flows begin. */
type Arrivals = Pick<FlowsEvent, 'meanGapNs' | 'loadText'>;

const NEVER: Arrivals = { meanGapNs: NS_PER_SECOND, loadText: '' };

/** How often flows of these sizes begin. */
export function arrivalsOf(
  written: FlowArrivals,
  sizes: SizeSpec,
  about: AppInputs,
  context: Context,
): Arrivals {
  const { gap, rate, load } = written;
  const path = context.pathOf(written);
  if (gap !== undefined) {
    const meanGapNs = accepted(readDuration(gap));
    if (meanGapNs === 0)
      context.findings.add({ path: [...path, 'gap'], message: "'gap' cannot be 0s" });
    return { meanGapNs, loadText: `one each ${gap}` };
  }
  const perSecond = written['per-second'];
  if (perSecond !== undefined) {
    return { meanGapNs: NS_PER_SECOND / perSecond, loadText: `${perSecond} a second` };
  }
  const gapOf = (bitsPerSecond: number) =>
    (meanSize(sizes) * BITS_PER_BYTE * NS_PER_SECOND) / bitsPerSecond;
  if (rate !== undefined) {
    return { meanGapNs: gapOf(accepted(readBitRate(rate))), loadText: rate };
  }
  const linkRate = linkRateOf(written, about, context);
  const share = accepted(readShare(load ?? '0%'));
  if (share === 0) {
    context.findings.add({ path: [...path, 'load'], message: 'at a load of 0% no flow begins' });
  }
  if (linkRate === null || share === 0) return NEVER;
  return { meanGapNs: gapOf(share * linkRate), loadText: `${load} of ${written.link}` };
}

/** The rate of the direction that is named; null where there is none. */
function linkRateOf(
  written: FlowArrivals,
  { links, linkNames }: AppInputs,
  { findings, pathOf }: Context,
): number | null {
  const { link: name = '', direction = 'forward' } = written;
  const path = [...pathOf(written), 'link'];
  const link = links.get(name);
  if (link === undefined) {
    if (!linkNames.has(name)) findings.unknown(path, 'link', name, linkNames);
    return null;
  }
  const rate = link[direction].rateBitsPerSecond;
  if (rate === null) {
    const message = `'${name}' has no rate of which a share could be taken: give it one, or write rate`;
    findings.add({ path, message });
  }
  return rate;
}
