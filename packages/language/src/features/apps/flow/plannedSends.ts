import type { DurationSpec, TrafficPatternSpec } from '@packetloom/sim';
import type { FlowEvent } from './event.js';

const NS_PER_SECOND = 1_000_000_000;

/** Datagrams until `endNs`: means, where gaps are drawn. */
export function plannedSends(event: FlowEvent, endNs: number): number {
  const { atNs, untilNs, count, pattern, payload } = event;
  const timeNs = Math.max(0, Math.min(endNs, untilNs ?? endNs) - atNs);
  const datagrams = timeNs * perNanosecond(pattern, payload.bytes);
  const most = count ?? Number.POSITIVE_INFINITY;
  return Math.floor(Math.min(most, datagrams || 0));
}

function perNanosecond(pattern: TrafficPatternSpec, octets: number): number {
  switch (pattern.kind) {
    case 'constant-interval':
      return 1 / pattern.intervalNs;
    case 'poisson':
      return 1 / pattern.meanGapNs;
    case 'burst':
      return pattern.sizeDatagrams / pattern.intervalNs;
    case 'constant-rate':
      return datagramRate(pattern.rateBitsPerSecond, octets);
    case 'on-off': {
      const onNs = meanNs(pattern.on);
      return (
        (datagramRate(pattern.rateBitsPerSecond, octets) * onNs) / (onNs + meanNs(pattern.off))
      );
    }
  }
}

function datagramRate(rateBitsPerSecond: number, octets: number): number {
  return rateBitsPerSecond / (8 * octets) / NS_PER_SECOND;
}

function meanNs(spec: DurationSpec): number {
  return spec.kind === 'fixed' ? spec.durationNs : spec.meanNs;
}
