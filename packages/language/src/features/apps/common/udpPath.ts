import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { readUdpTarget } from '../../../document/endpoint.js';
import { formatDuration, readDuration } from '../../../quantity/units.js';
import type { AppInputs } from '../../define/app.js';
import type { Extent, UdpPath } from './event.js';
import { checkNode } from './targets.js';

interface WrittenUdpPath {
  readonly from: string;
  readonly to: string;
  readonly sourcePort?: number;
  readonly df?: boolean;
  readonly ttl?: number;
  readonly dscp?: number;
}

export function udpPathOf(
  { from, to, sourcePort, df, ttl, dscp }: WrittenUdpPath,
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): UdpPath {
  const { host, port } = accepted(readUdpTarget(to));
  if (typeof host === 'string') checkNode(host, [...path, 'to'], about, context);
  checkNode(from, [...path, 'from'], about, context);
  return {
    from,
    to: host,
    port,
    sourcePort: sourcePort ?? null,
    df: df ?? false,
    ttl: ttl ?? null,
    dscp: dscp ?? 0,
  };
}

export function extentOf(
  { count, until }: { readonly count?: number; readonly until?: string },
  path: DocumentPath,
  { atNs, stopNs }: AppInputs,
  { findings }: Context,
): Extent {
  if (until === undefined) return { count: count ?? null, untilNs: null };
  const untilNs = accepted(readDuration(until));
  const untilPath = [...path, 'until'];
  if (untilNs <= atNs) {
    const message = `nothing is sent: ${formatDuration(untilNs)} is not after the start at ${formatDuration(atNs)} (until is a time of the scenario, not a duration)`;
    findings.add({ path: untilPath, message });
  } else if (stopNs !== null && untilNs > stopNs) {
    const message = `${formatDuration(untilNs)} is after the scenario stops (stop: ${formatDuration(stopNs)})`;
    findings.add({ path: untilPath, message });
  }
  return { count: count ?? null, untilNs };
}
