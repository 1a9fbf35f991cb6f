import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readUdpTarget } from '../../../document/endpoint.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { durationOr, payloadOf } from '../common/payload.js';
import { checkNode, socketEndpointOf } from '../common/targets.js';
import type { UdpEvent } from './event.js';

const SECOND_NS = 1_000_000_000;

export function normalise(udp: WrittenApp<'udp'>, about: AppInputs, context: Context): UdpEvent {
  const { name, atNs } = about;
  const path = context.pathOf(udp);
  const { host, port } = accepted(readUdpTarget(udp.to));
  if (typeof host === 'string') checkNode(host, [...path, 'to'], about, context);
  checkNode(udp.from, [...path, 'from'], about, context);
  return {
    kind: 'udp',
    name,
    atNs,
    from: udp.from,
    to: host,
    port,
    receive: udp.receive ?? true,
    receiver: socketEndpointOf(udp.receiver, [...path, 'receiver'], about, context),
    sourcePort: udp.sourcePort ?? null,
    count: udp.count ?? 1,
    intervalNs: durationOr(udp.interval, SECOND_NS),
    payload: payloadOf(udp, path, context),
    df: udp.df ?? false,
    ttl: udp.ttl ?? null,
    dscp: udp.dscp ?? 0,
  };
}
