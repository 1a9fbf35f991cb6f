import type { SizeSpec } from '@packetloom/sim';
import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import { readSize } from '../../../quantity/units.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { durationOr, MAX_UDP_BYTES } from '../common/payload.js';
import { socketEndpointOf } from '../common/targets.js';
import { flowTcpOf } from '../common/tcpChanges.js';
import { extentOf, udpPathOf } from '../common/udpPath.js';
import { varyingOf } from '../common/varying.js';
import { isFlowSizes, varyingSizeOf, varyingSizeText } from '../common/varyingSize.js';
import type { RequestResponseEvent } from './event.js';

type Written = WrittenApp<'request-response'>;

const SECOND_NS = 1_000_000_000;
const ONLY_UDP = ['sourcePort', 'df', 'timeout', 'retries'] as const;
const ONLY_TCP = ['keep-alive', 'congestion', 'settings'] as const;

export function normalise(app: Written, about: AppInputs, context: Context): RequestResponseEvent {
  const { name, atNs } = about;
  const path = context.pathOf(app);
  const extent = extentOf(app, path, about, context);
  const timeoutNs = durationOr(app.timeout, SECOND_NS);
  if (timeoutNs === 0) {
    context.findings.add({ path: [...path, 'timeout'], message: "'timeout' cannot be 0s" });
  }
  const isTcp = app.protocol === 'tcp';
  for (const key of isTcp ? ONLY_UDP : ONLY_TCP) {
    if (app[key] === undefined) continue;
    const message = isTcp ? `'${key}' is of UDP alone` : `'${key}' goes with protocol: tcp alone`;
    context.findings.add({ path: [...path, key], about: 'key', message });
  }
  const request = sizeOf('request', '100b', app, context);
  const response = sizeOf('response', '1kb', app, context);
  return {
    kind: 'request-response',
    name,
    atNs,
    ...udpPathOf(app, path, about, context),
    serve: app.serve ?? true,
    server: socketEndpointOf(app.server, [...path, 'server'], about, context),
    count: extent.count ?? (extent.untilNs === null ? 1 : null),
    untilNs: extent.untilNs,
    request,
    response,
    sizesText: sizesText(app, request, response),
    thinkTime: varyingOf(app.think, [...path, 'think'], context),
    serviceTime: varyingOf(app.service, [...path, 'service'], context),
    timeoutNs,
    retries: app.retries ?? 3,
    tcp: isTcp
      ? {
          isPersistent: app['keep-alive'] ?? true,
          congestion: app.congestion ?? null,
          settings: flowTcpOf(app.settings, context),
        }
      : null,
  };
}

/** Over UDP, a datagram of one size. */
function sizeOf(
  key: 'request' | 'response',
  otherwise: string,
  app: Written,
  context: Context,
): SizeSpec {
  const written = app[key] ?? otherwise;
  const path = [...context.pathOf(app), key];
  if (app.protocol === 'tcp') return varyingSizeOf(written, path, context);
  if (typeof written !== 'string' || isFlowSizes(written)) {
    const message = `over UDP a ${key} has one size: write it, or protocol: tcp`;
    context.findings.add({ path, message });
    return { kind: 'fixed', bytes: 0 };
  }
  const bytes = accepted(readSize(written));
  if (bytes <= MAX_UDP_BYTES) return { kind: 'fixed', bytes };
  const message = `${bytes} bytes do not fit into a datagram: at most ${MAX_UDP_BYTES}b`;
  context.findings.add({ path, message });
  return { kind: 'fixed', bytes: 0 };
}

function sizesText(app: Written, request: SizeSpec, response: SizeSpec): string {
  if (request.kind === 'fixed' && response.kind === 'fixed') {
    return `${request.bytes} bytes for ${response.bytes}`;
  }
  return `${varyingSizeText(app.request ?? '100b')} for ${varyingSizeText(app.response ?? '1kb')}`;
}
