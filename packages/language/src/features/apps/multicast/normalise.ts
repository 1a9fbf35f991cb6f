import { ANY, parseIpv4Address } from '@packetloom/core';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { formatDuration, readDuration } from '../../../quantity/units.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { durationOr, payloadOf } from '../common/payload.js';
import { checkNic, checkNode } from '../common/targets.js';
import type { MulticastEvent, MulticastReceiver } from './event.js';

type Receiver = WrittenApp<'multicast'>['receivers'][number];

const SECOND_NS = 1_000_000_000;
const DEFAULT_TTL = 16;

/** A multicast stream as it is run. */
export function normalise(
  multicast: WrittenApp<'multicast'>,
  about: AppInputs,
  context: Context,
): MulticastEvent {
  const { name, atNs } = about;
  const { from, nic, group, port, sourcePort, ttl, dscp = 0, loop = false } = multicast;
  const path = context.pathOf(multicast);
  checkNode(from, [...path, 'from'], about, context);
  checkNic(from, nic, path, about, context);
  const intervalNs = durationOr(multicast.interval, SECOND_NS);
  return {
    kind: 'multicast',
    name,
    atNs,
    from,
    nic: nic ?? null,
    group: parseIpv4Address(group) ?? ANY,
    port,
    sourcePort: sourcePort ?? null,
    count: countOf(multicast, intervalNs, path, about, context),
    intervalNs,
    payload: payloadOf(multicast, path, context),
    ttl: ttl ?? DEFAULT_TTL,
    dscp,
    loop,
    receivers: receiversOf(multicast, path, about, context),
  };
}

/** How many datagrams are sent: none at `until` or later. */
function countOf(
  { count, until }: WrittenApp<'multicast'>,
  intervalNs: number,
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): number {
  if (until === undefined) return count ?? 1;
  const { atNs } = about;
  const untilNs = timeOf(until, [...path, 'until'], about, context);
  if (untilNs <= atNs) {
    const message = `nothing is sent: ${formatDuration(untilNs)} is not after the start at ${formatDuration(atNs)} (until is a time of the scenario, not a duration)`;
    context.findings.add({ path: [...path, 'until'], message });
    return 0;
  }
  if (intervalNs === 0) {
    if (count !== undefined) return count;
    const message = 'an interval of 0s sends everything at once: say how much by count';
    context.findings.add({ path: [...path, 'interval'], message });
    return 0;
  }
  return Math.min(count ?? Number.POSITIVE_INFINITY, Math.ceil((untilNs - atNs) / intervalNs));
}

function receiversOf(
  { from, loop = false, join, receivers }: WrittenApp<'multicast'>,
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): MulticastReceiver[] {
  const { findings } = context;
  const joinPath = [...path, 'join'];
  const joinNs = join === undefined ? about.atNs : timeOf(join, joinPath, about, context);
  const taken = new Set<string>();
  return receivers.map((written, index) => {
    const receiverPath = [...path, 'receivers', index];
    const node = typeof written === 'string' ? written : written.node;
    const nodePath = typeof written === 'string' ? receiverPath : [...receiverPath, 'node'];
    checkNode(node, nodePath, about, context);
    if (taken.has(node)) {
      findings.add({ path: nodePath, message: `'${node}' is a receiver already` });
    } else if (node === from && !loop) {
      const message = `'${node}' sends: it gets its own datagrams only with loop: true`;
      findings.add({ path: nodePath, message });
    }
    taken.add(node);
    return receiverOf(written, joinNs, receiverPath, about, context);
  });
}

function receiverOf(
  written: Receiver,
  otherwiseNs: number,
  path: DocumentPath,
  about: AppInputs,
  context: Context,
): MulticastReceiver {
  if (typeof written === 'string') {
    return { node: written, nic: null, joinNs: otherwiseNs, leaveNs: null };
  }
  const { node, nic = null, join, leave } = written;
  checkNic(node, written.nic, path, about, context);
  const joinNs = join === undefined ? otherwiseNs : timeOf(join, [...path, 'join'], about, context);
  const leavePath = [...path, 'leave'];
  const leaveNs = leave === undefined ? null : timeOf(leave, leavePath, about, context);
  if (leaveNs !== null && leaveNs <= joinNs) {
    const message = `'${node}' leaves at ${formatDuration(leaveNs)}, but joins only at ${formatDuration(joinNs)} (both are times of the scenario)`;
    context.findings.add({ path: leavePath, message });
  }
  return { node, nic, joinNs, leaveNs };
}

/** A time of the scenario, that must not be after its end. */
function timeOf(
  text: string,
  path: DocumentPath,
  { stopNs }: AppInputs,
  { findings }: Context,
): number {
  const timeNs = accepted(readDuration(text));
  if (stopNs !== null && timeNs > stopNs) {
    const message = `${formatDuration(timeNs)} is after the scenario stops (stop: ${formatDuration(stopNs)})`;
    findings.add({ path, message });
  }
  return timeNs;
}
