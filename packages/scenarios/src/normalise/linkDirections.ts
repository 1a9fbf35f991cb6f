import type { LinkDirection } from '../language/document.js';
import { readNetem } from '../language/netem.js';
import { readDuration, readRate } from '../language/units.js';
import type { Delay, ReverseDirection } from '../schema/generated/writtenScenario.js';
import { correlationOf, writtenImpairments } from './impairments.js';
import { queueOf } from './queues.js';
import { accepted } from './reading.js';

/** What links do when neither they nor the scenario's defaults say otherwise. */
export const DEFAULT_DIRECTION: LinkDirection = Object.freeze({
  rateBitsPerSecond: 1_000_000_000,
  delayNs: 1_000_000,
  mtu: 1_500,
  queueLimitPackets: 100,
});

/** The parameters of a direction that are written: links, changes and defaults write them alike. */
export function writtenDirection(written: ReverseDirection): Partial<LinkDirection> {
  const { rate, delay, mtu, queue, netem } = written;
  return {
    ...(rate === undefined ? {} : { rateBitsPerSecond: accepted(readRate(rate)) }),
    ...(delay === undefined ? {} : delayOf(delay)),
    ...(mtu === undefined ? {} : { mtu }),
    ...(queue === undefined ? {} : queueOf(queue)),
    ...writtenImpairments(written),
    ...(netem === undefined ? {} : netemOf(netem)),
  };
}

/** What is wrong with a text of netem has been told of by `checkWritten`; it changes nothing then. */
function netemOf(text: string): Partial<LinkDirection> {
  const reading = readNetem(text);
  return reading.ok ? reading.direction : {};
}

/** A delay without jitter takes jitter away that was there before. */
function delayOf(delay: Delay): Pick<LinkDirection, 'delayNs' | 'jitter'> {
  if (typeof delay === 'string') return { delayNs: accepted(readDuration(delay)), jitter: null };
  const { mean, jitter, distribution = 'uniform', correlation, order = 'keep' } = delay;
  const delayNs = accepted(readDuration(mean));
  if (jitter === undefined) return { delayNs, jitter: null };
  const jitterNs = accepted(readDuration(jitter));
  const keepOrder = order === 'keep';
  const varied = { jitterNs, distribution, correlation: correlationOf(correlation), keepOrder };
  return { delayNs, jitter: varied };
}
