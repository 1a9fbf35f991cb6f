import type { Context } from '../../../context/context.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { durationOr } from '../common/payload.js';
import { checkNode, hostOf } from '../common/targets.js';
import type { TracerouteEvent } from './event.js';

const SECOND_NS = 1_000_000_000;

export function normalise(
  traceroute: WrittenApp<'traceroute'>,
  about: AppInputs,
  context: Context,
): TracerouteEvent {
  const { name, atNs } = about;
  const path = context.pathOf(traceroute);
  checkNode(traceroute.from, [...path, 'from'], about, context);
  return {
    kind: 'traceroute',
    name,
    atNs,
    from: traceroute.from,
    to: hostOf(traceroute.to, [...path, 'to'], about, context),
    probe: traceroute.probe ?? 'udp',
    maxHops: traceroute.maxHops ?? 30,
    probesPerHop: traceroute.probesPerHop ?? 3,
    timeoutNs: durationOr(traceroute.timeout, 3 * SECOND_NS),
  };
}
