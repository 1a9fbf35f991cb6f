import type { TrafficPatternSpec } from '@packetloom/sim';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readBitRate, readDuration } from '../../../quantity/units.js';
import type {
  BurstPattern,
  FlowPattern,
  OnOffPattern,
  PoissonPattern,
} from '../../../schema/generated/writtenScenario.js';
import { varyingOf } from '../common/varying.js';

const NS_PER_SECOND = 1_000_000_000;
const BITS_PER_BYTE = 8;
const NONE: TrafficPatternSpec = { kind: 'constant-interval', intervalNs: NS_PER_SECOND };

/** When a flow sends datagrams of some size. */
export function patternOf(
  written: FlowPattern,
  payloadBytes: number,
  context: Context,
): TrafficPatternSpec {
  const { rate, interval, poisson, burst } = written;
  const onOff = written['on-off'];
  if (rate !== undefined) {
    needsData(written, 'rate', payloadBytes, context);
    return { kind: 'constant-rate', rateBitsPerSecond: accepted(readBitRate(rate)) };
  }
  if (interval !== undefined) {
    return { kind: 'constant-interval', intervalNs: accepted(readDuration(interval)) };
  }
  if (poisson !== undefined) return poissonOf(poisson, payloadBytes, context);
  if (onOff !== undefined) return onOffOf(onOff, payloadBytes, context);
  return burst === undefined ? NONE : burstOf(burst, context);
}

/** A time that may be drawn anew each time. */

function poissonOf(
  poisson: PoissonPattern,
  payloadBytes: number,
  context: Context,
): TrafficPatternSpec {
  const { gap, rate } = poisson;
  if (gap !== undefined) {
    const gapNs = accepted(readDuration(gap));
    if (gapNs === 0) tooShort(poisson, 'gap', context);
    return { kind: 'poisson', meanGapNs: Math.max(1, gapNs) };
  }
  needsData(poisson, 'rate', payloadBytes, context);
  const rateBitsPerSecond = accepted(readBitRate(rate ?? ''));
  const gapNs = (payloadBytes * BITS_PER_BYTE * NS_PER_SECOND) / rateBitsPerSecond;
  return { kind: 'poisson', meanGapNs: Math.max(1, Math.round(gapNs)) };
}

function onOffOf(onOff: OnOffPattern, payloadBytes: number, context: Context): TrafficPatternSpec {
  needsData(onOff, 'rate', payloadBytes, context);
  const path = context.pathOf(onOff);
  const on = varyingOf(onOff.on, [...path, 'on'], context);
  if (on.kind === 'fixed' && on.durationNs === 0) tooShort(onOff, 'on', context);
  const off = varyingOf(onOff.off, [...path, 'off'], context);
  const rateBitsPerSecond = accepted(readBitRate(onOff.rate));
  return { kind: 'on-off', rateBitsPerSecond, on, off };
}

function burstOf(burst: BurstPattern, context: Context): TrafficPatternSpec {
  const intervalNs = accepted(readDuration(burst.every));
  if (intervalNs === 0) tooShort(burst, 'every', context);
  return { kind: 'burst', sizeDatagrams: burst.datagrams, intervalNs };
}

/** A rate is one of data: datagrams without any have none. */
function needsData(
  written: object,
  key: string,
  payloadBytes: number,
  { findings, pathOf }: Context,
): void {
  if (payloadBytes > 0) return;
  const message = 'a rate of data needs data: datagrams of 0b never reach it; write an interval';
  findings.add({ path: [...pathOf(written), key], message });
}

function tooShort(written: object, key: string, { findings, pathOf }: Context): void {
  findings.add({ path: [...pathOf(written), key], message: `'${key}' cannot be 0s` });
}
