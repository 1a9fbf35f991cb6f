import { formatIpv4Address } from '@packetloom/core';
import type { AppScope, MulticastReceiverScope, TimesScope } from '../expect/index.js';
import { leftOutTotal } from '../language/leftOutText.js';
import type { AppResult } from '../run/index.js';
import { coarse } from './histogramText.js';

/** What came of an app, as --json has it: times in nanoseconds, with a histogram of at most 32 buckets. */
export function jsonApp({ name, scope }: AppResult): object {
  const { kind, sent, received, lost, duplicated = 0, reordered = 0 } = scope;
  return { name, kind, sent, received, lost, duplicated, reordered, ...partsOf(scope) };
}

function partsOf(scope: AppScope): object {
  if (scope.kind === 'traceroute') {
    const { reached, hops, rtt } = scope;
    const addresses = hops.map(({ address }) =>
      address === null ? null : formatIpv4Address(address),
    );
    return { reached, hops: addresses, rtt: timesOf(rtt) };
  }
  if (scope.kind === 'multicast') {
    const { expected, receivedBytes, failures, receivers } = scope;
    const each = Object.fromEntries(
      [...receivers].map(([node, receiver]) => [node, receiverOf(receiver)]),
    );
    return { expected, receivedBytes, failures: failures.length, receivers: each };
  }
  const { errors, failures, jitter, interarrivalJitterNs = null } = scope;
  const told = { errors: errors.length, failures: failures.length };
  const varied = { jitter: timesOf(jitter), interarrivalJitterNs };
  if (scope.kind === 'ping') return { ...told, rtt: timesOf(scope.rtt), ...varied };
  const { receivedBytes, delay } = scope;
  const oneWay = { receivedBytes, ...told, delay: timesOf(delay), ...varied };
  if (scope.kind === 'replay') {
    const { leftOut } = scope;
    return { ...oneWay, leftOut: { total: leftOutTotal(leftOut), ...leftOut } };
  }
  if (scope.kind !== 'request-response') return oneWay;
  const { transmissions, responseTime } = scope;
  return { transmissions, responseTime: timesOf(responseTime), ...oneWay };
}

function receiverOf({
  delay,
  jitter,
  interarrivalJitterNs = null,
  failures,
  ...counts
}: MulticastReceiverScope): object {
  const times = { delay: timesOf(delay), jitter: timesOf(jitter), interarrivalJitterNs };
  return { ...counts, failures: failures.length, ...times };
}

function timesOf(times: TimesScope | null | undefined): object | null {
  if (times === null || times === undefined) return null;
  const { histogram, count, min, mean, p50, p95, p99, max } = times;
  const ns = { minNs: min, meanNs: mean, p50Ns: p50, p95Ns: p95, p99Ns: p99, maxNs: max };
  return { count, ...ns, ...(histogram === undefined ? {} : { histogram: coarse(times) }) };
}
