import {
  counted,
  type FlowEvent,
  formatDuration,
  formatRate,
  grouped,
  leftOutText,
  type RawEvent,
  type TrafficEvent,
} from '@packetloom/language';
import type { DurationSpec, TrafficPatternSpec } from '@packetloom/sim';

/** What an app that sends by itself is asked to do, in a line. */
export function trafficText(
  event: TrafficEvent,
  nameOf: (target: string | number) => string,
): string {
  switch (event.kind) {
    case 'flow': {
      const { from, to, port, pattern, payload, df } = event;
      const what = `${payload.length} bytes ${patternText(pattern)}${extentText(event)}`;
      return `${from} sends ${nameOf(to)}:${port} UDP: ${what}${df ? ', DF' : ''}`;
    }
    case 'request-response': {
      const { from, to, port, requestBytes, responseBytes } = event;
      const sizes = `${requestBytes} bytes for ${responseBytes}`;
      return `${from} asks ${nameOf(to)}:${port}: ${sizes}${extentText(event)}`;
    }
    case 'replay': {
      const { from, file, datagrams, leftOut, unknownLinkTypes, mode, nic, speed } = event;
      const factor = speed.numerator / speed.denominator;
      const how = factor === 1 ? '' : `, ${factor} times as fast`;
      const where = mode === 'inject' ? ` at its ${nic}` : '';
      const left = leftOutText(leftOut, unknownLinkTypes);
      const without = left === '' ? '' : ` (${left})`;
      return `${from} replays ${counted(datagrams.length, 'packet')} of ${file}${without}${where}${how}`;
    }
    case 'raw': {
      const { from, octets, mode, nic } = event;
      const verb = mode === 'inject' ? `receives at its ${nic}` : 'sends';
      return `${from} ${verb} ${counted(octets.length, 'octet')} as written${extentText(event)}`;
    }
  }
}

function extentText({ count, untilNs }: Pick<FlowEvent | RawEvent, 'count' | 'untilNs'>): string {
  const times = count === null || count === 1 ? '' : `, ${grouped(count)} times`;
  return untilNs === null ? times : `${times}, until ${formatDuration(untilNs)}`;
}

function patternText(pattern: TrafficPatternSpec): string {
  switch (pattern.kind) {
    case 'constant-rate':
      return `at ${formatRate(pattern.rateBitsPerSecond)}`;
    case 'constant-interval':
      return `each ${formatDuration(pattern.intervalNs)}`;
    case 'poisson':
      return `as a Poisson process each ${formatDuration(pattern.meanGapNs)}`;
    case 'on-off': {
      const { rateBitsPerSecond, on, off } = pattern;
      return `at ${formatRate(rateBitsPerSecond)}, on ${timeText(on)}, off ${timeText(off)}`;
    }
    case 'burst': {
      const { sizeDatagrams, intervalNs } = pattern;
      return `each, ${grouped(sizeDatagrams)} at once each ${formatDuration(intervalNs)}`;
    }
  }
}

function timeText(duration: DurationSpec): string {
  if (duration.kind === 'fixed') return formatDuration(duration.durationNs);
  return `${formatDuration(duration.meanNs)} (exponential)`;
}
