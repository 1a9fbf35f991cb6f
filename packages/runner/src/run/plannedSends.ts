import type { ScenarioDocument, ScenarioEvent } from '@packetloom/language';
import type { DurationSpec, TrafficPatternSpec } from '@packetloom/sim';

/** What an app will send at least, as far as that is known before. */
export interface PlannedSends {
  readonly name: string;
  readonly datagrams: number;
}

const NS_PER_SECOND = 1_000_000_000;

/** Datagrams that apps will send by what they are told, the most first: means, where gaps are drawn. */
export function plannedSends({ events, stopNs }: ScenarioDocument): PlannedSends[] {
  const endNs = stopNs ?? Number.POSITIVE_INFINITY;
  return events.flatMap((event) => sendsOf(event, endNs)).sort((a, b) => b.datagrams - a.datagrams);
}

function sendsOf(event: ScenarioEvent, endNs: number): PlannedSends[] {
  switch (event.kind) {
    case 'ping': {
      const pairs = event.from.reduce(
        (sum, from) => sum + event.to.filter((to) => to !== from).length,
        0,
      );
      return [{ name: event.name, datagrams: pairs * repeated(event, endNs) }];
    }
    case 'udp':
    case 'multicast':
      return [{ name: event.name, datagrams: repeated(event, endNs) }];
    case 'raw': {
      const { name, untilNs } = event;
      const series = { ...event, count: event.count ?? Number.POSITIVE_INFINITY };
      return [{ name, datagrams: repeated(series, Math.min(endNs, untilNs ?? endNs)) }];
    }
    case 'flow': {
      const { name, atNs, untilNs, count, pattern, payload } = event;
      const timeNs = Math.max(0, Math.min(endNs, untilNs ?? endNs) - atNs);
      const datagrams = timeNs * perNanosecond(pattern, payload.length);
      const most = count ?? Number.POSITIVE_INFINITY;
      return [{ name, datagrams: Math.floor(Math.min(most, datagrams || 0)) }];
    }
    default:
      return [];
  }
}

interface Repeated {
  readonly atNs: number;
  readonly count: number;
  readonly intervalNs: number;
}

/** How many of a series are sent before `endNs`. */
function repeated({ atNs, count, intervalNs }: Repeated, endNs: number): number {
  if (endNs <= atNs) return 0;
  return intervalNs === 0 ? count : Math.min(count, Math.ceil((endNs - atNs) / intervalNs));
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
