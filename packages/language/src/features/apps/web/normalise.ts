import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { readUdpTarget } from '../../../document/endpoint.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { checkNode, socketEndpointOf } from '../common/targets.js';
import { flowTcpOf } from '../common/tcpChanges.js';
import { extentOf } from '../common/udpPath.js';
import { varyingOf } from '../common/varying.js';
import { varyingSizeOf } from '../common/varyingSize.js';
import type { WebEvent } from './event.js';

const DEFAULT_OBJECTS = 10;
const DEFAULT_CONNECTIONS = 6;

export function normalise(web: WrittenApp<'web'>, about: AppInputs, context: Context): WebEvent {
  const { name, atNs } = about;
  const path = context.pathOf(web);
  const { host, port } = accepted(readUdpTarget(web.to));
  if (typeof host === 'string') checkNode(host, [...path, 'to'], about, context);
  checkNode(web.from, [...path, 'from'], about, context);
  const extent = extentOf(web, path, about, context);
  const sizeOf = (key: 'request' | 'page' | 'object', otherwise: string) =>
    varyingSizeOf(web[key] ?? otherwise, [...path, key], context);
  return {
    kind: 'web',
    name,
    atNs,
    from: web.from,
    to: host,
    port,
    serve: web.serve ?? true,
    server: socketEndpointOf(web.server, [...path, 'server'], about, context),
    count: extent.count ?? (extent.untilNs === null ? 1 : null),
    untilNs: extent.untilNs,
    requestSize: sizeOf('request', '400b'),
    pageSize: sizeOf('page', '20kb'),
    objects: objectsOf(web.objects ?? DEFAULT_OBJECTS, [...path, 'objects'], context),
    objectSize: sizeOf('object', '10kb'),
    connections: web.connections ?? DEFAULT_CONNECTIONS,
    keepAlive: web['keep-alive'] ?? true,
    thinkTime: varyingOf(web.think, [...path, 'think'], context),
    serviceTime: varyingOf(web.service, [...path, 'service'], context),
    congestion: web.congestion ?? null,
    settings: flowTcpOf(web.settings, context),
    ttl: web.ttl ?? null,
    dscp: web.dscp ?? 0,
  };
}

function objectsOf(
  written: number | readonly [number, number],
  path: DocumentPath,
  { findings }: Context,
): WebEvent['objects'] {
  if (typeof written === 'number') return { least: written, most: written };
  const [least, most] = written;
  if (most >= least) return { least, most };
  const message = `the second number is not to be smaller than the first, ${least}`;
  findings.add({ path: [...path, 1], message });
  return { least, most: least };
}
