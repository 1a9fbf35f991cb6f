import type { JitterScope, TimesScope } from '../../../fields/types/scope.js';
import { grouped } from '../../../quantity/counts.js';
import { formatDuration } from '../../../quantity/units.js';
import type { Extent } from './event.js';
import { histogramLine } from './histogram.js';

/** How often something is sent: `, 20 times, until 5s`. */
export function extentText({ count, untilNs }: Extent): string {
  const times = count === null || count === 1 ? '' : `, ${grouped(count)} times`;
  return untilNs === null ? times : `${times}, until ${formatDuration(untilNs)}`;
}

/** How the times of an app that sends by itself are distributed; `what` they are. */
export function timeDetails(
  what: string,
  times: TimesScope | null,
  { jitter, interarrivalJitterNs }: JitterScope,
): string[][] {
  const bars = times === null ? '' : histogramLine(times);
  const rows = bars === '' ? [] : [[`  ${what}`, bars]];
  if (jitter && jitter.max > 0) {
    const rfc3550 = `RFC 3550 ${formatDuration(interarrivalJitterNs ?? 0)}`;
    const mean = `mean ${formatDuration(jitter.mean)}, p99 ${formatDuration(jitter.p99)}`;
    rows.push(['  jitter', `${mean}, ${rfc3550}`]);
  }
  return rows;
}

/** The same of datagrams one way. */
export function oneWayDetails(
  scope: JitterScope & { readonly delay: TimesScope | null },
): string[][] {
  return timeDetails('delay', scope.delay, scope);
}
