import { accepted } from '../../context/accepted.js';
import type { LinkDirection } from '../../document/document.js';
import type { DistributionFiles } from '../../netem/distributionFile.js';
import { readNetem } from '../../netem/netem.js';
import { readDuration, readOverhead, readPackets, readRate } from '../../quantity/units.js';
import type { Delay, Rate, ReverseDirection } from '../../schema/generated/writtenScenario.js';
import { queueOf } from '../queues/readQueue.js';
import { correlationOf, distributionOf, writtenImpairments } from './impairments.js';

/** What links do when neither they nor the scenario's defaults say otherwise. */
export const DEFAULT_DIRECTION: LinkDirection = Object.freeze({
  rateBitsPerSecond: 1_000_000_000,
  delayNs: 1_000_000,
  mtu: 1_500,
  queueLimitPackets: 100,
});

/** The parameters of a direction that are written: links, changes and defaults write them alike. */
export function writtenDirection(
  written: ReverseDirection,
  files: DistributionFiles,
): Partial<LinkDirection> {
  const { rate, delay, mtu, queue, netem } = written;
  const words = netem === undefined ? {} : netemOf(netem, files);
  // What words of netem leave open is off, unless a key says it.
  return {
    ...words,
    ...(rate === undefined ? {} : rateOf(rate)),
    ...(delay === undefined ? {} : delayOf(delay, files)),
    ...(mtu === undefined ? {} : { mtu }),
    ...(queue === undefined ? {} : queueOf(queue)),
    ...writtenImpairments(written, files),
    ...(words.limitPackets == null ? {} : { limitPackets: words.limitPackets }),
  };
}

/** What is wrong with a text of netem has been told of by `checkWritten`; it changes nothing then. */
function netemOf(text: string, files: DistributionFiles): Partial<LinkDirection> {
  const reading = readNetem(text, files);
  return reading.ok ? reading.direction : {};
}

/** A rate without overheads takes those away that were there before. */
function rateOf(rate: Rate): Pick<LinkDirection, 'rateBitsPerSecond' | 'framing' | 'qdiscRate'> {
  // A key says the rate of the device.
  const qdiscRate = false;
  if (typeof rate === 'string') {
    return { rateBitsPerSecond: accepted(readRate(rate)), framing: null, qdiscRate };
  }
  const octets = (text: string | undefined) =>
    text === undefined ? 0 : accepted(readOverhead(text));
  const { bits, overhead, cell, cellOverhead } = rate;
  const framing = {
    overheadBytes: octets(overhead),
    cellBytes: octets(cell),
    cellOverheadBytes: octets(cellOverhead),
  };
  return { rateBitsPerSecond: accepted(readRate(bits)), framing, qdiscRate };
}

/** A delay without jitter takes jitter away that was there before; without a limit, the limit. */
function delayOf(
  delay: Delay,
  files: DistributionFiles,
): Pick<LinkDirection, 'delayNs' | 'jitter' | 'limitPackets'> {
  if (typeof delay === 'string') {
    return { delayNs: accepted(readDuration(delay)), jitter: null, limitPackets: null };
  }
  const { mean, jitter, correlation, order = 'keep', limit } = delay;
  const distribution = distributionOf(delay, files);
  const delayNs = accepted(readDuration(mean));
  const limitPackets = limit === undefined ? null : accepted(readPackets(limit));
  if (jitter === undefined) return { delayNs, jitter: null, limitPackets };
  const jitterNs = accepted(readDuration(jitter));
  const keepOrder = order === 'keep';
  const varied = { jitterNs, distribution, correlation: correlationOf(correlation), keepOrder };
  return { delayNs, jitter: varied, limitPackets };
}
