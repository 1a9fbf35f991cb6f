import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readUdpTarget } from '../../../document/endpoint.js';
import { readSize } from '../../../quantity/units.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { checkNode, socketEndpointOf } from '../common/targets.js';
import { flowTcpOf } from '../common/tcpChanges.js';
import { extentOf } from '../common/udpPath.js';
import type { TcpEvent } from './event.js';

export function normalise(tcp: WrittenApp<'tcp'>, about: AppInputs, context: Context): TcpEvent {
  const { name, atNs } = about;
  const path = context.pathOf(tcp);
  const { host, port } = accepted(readUdpTarget(tcp.to));
  if (typeof host === 'string') checkNode(host, [...path, 'to'], about, context);
  checkNode(tcp.from, [...path, 'from'], about, context);
  const { until } = tcp;
  const extent = extentOf(until === undefined ? {} : { until }, path, about, context);
  const untilNs = extent.untilNs ?? (tcp.octets === undefined ? about.stopNs : null);
  if (tcp.octets === undefined && untilNs === null) {
    const message = 'this transfer never ends: give it octets or until, or the scenario a stop';
    context.findings.add({ path, about: 'key', message });
  } else if (tcp.octets === undefined && host === tcp.from) {
    const message =
      'a transfer from a node to itself takes no time, so no end comes: give it octets';
    context.findings.add({ path, about: 'key', message });
  }
  return {
    kind: 'tcp',
    name,
    atNs,
    from: tcp.from,
    to: host,
    port,
    sourcePort: tcp.sourcePort ?? null,
    octets: tcp.octets === undefined ? null : accepted(readSize(tcp.octets)),
    untilNs,
    receive: tcp.receive ?? true,
    receiver: socketEndpointOf(tcp.receiver, [...path, 'receiver'], about, context),
    congestion: tcp.congestion ?? null,
    settings: flowTcpOf(tcp.settings, context),
    ttl: tcp.ttl ?? null,
    dscp: tcp.dscp ?? 0,
  };
}
