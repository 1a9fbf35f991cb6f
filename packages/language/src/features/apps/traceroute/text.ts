import type { AddressNames } from '../../../addressing/index.js';
import { formatDuration } from '../../../quantity/units.js';
import type { TargetNames } from '../../define/appRun.js';
import type { TracerouteEvent } from './event.js';
import type { TracerouteScope } from './fields.js';

export function text({ from, to }: TracerouteEvent, nameOf: TargetNames): string {
  return `${from} traces the route to ${nameOf(to)}`;
}

/** Where it came to. */
export function hint({ hops, reached }: TracerouteScope): string {
  const silent = hops.filter(({ address }) => address === null).length;
  return `${reached ? 'reached' : 'did not reach'} its destination (${hops.length} hops, ${silent} silent)`;
}

/** Each hop: who answered, and when. */
export function details({ hops }: TracerouteScope, nameOf: AddressNames): string[][] {
  return hops.map(({ ttl, address, rttNs }) => [
    `  ${String(ttl).padStart(2)}`,
    address === null ? '*' : nameOf(address),
    rttNs.map((ns) => (ns === null ? '*' : formatDuration(ns))).join('  '),
  ]);
}
