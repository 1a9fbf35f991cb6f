import type { DurationSpec, TrafficPatternSpec } from '@packetloom/sim';
import { grouped } from '../../../quantity/counts.js';
import { formatDuration, formatRate } from '../../../quantity/units.js';
import type { TargetNames } from '../../define/appRun.js';
import { extentText } from '../common/text.js';
import type { FlowEvent } from './event.js';

export function text(event: FlowEvent, nameOf: TargetNames): string {
  const { from, to, port, pattern, payload, df } = event;
  const what = `${payload.bytes} bytes ${patternText(pattern)}${extentText(event)}`;
  return `${from} sends ${nameOf(to)}:${port} UDP: ${what}${df ? ', DF' : ''}`;
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
