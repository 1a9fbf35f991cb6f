import { accepted } from '../../../context/accepted.js';
import type { Context } from '../../../context/context.js';
import type { DocumentPath } from '../../../diagnostics/diagnostic.js';
import { readSize } from '../../../quantity/units.js';
import type { AppInputs, WrittenApp } from '../../define/app.js';
import { durationOr, MAX_UDP_BYTES } from '../common/payload.js';
import { socketEndpointOf } from '../common/targets.js';
import { extentOf, udpPathOf } from '../common/udpPath.js';
import { varyingOf } from '../common/varying.js';
import type { RequestResponseEvent } from './event.js';

const SECOND_NS = 1_000_000_000;

export function normalise(
  app: WrittenApp<'request-response'>,
  about: AppInputs,
  context: Context,
): RequestResponseEvent {
  const { name, atNs } = about;
  const path = context.pathOf(app);
  const extent = extentOf(app, path, about, context);
  const timeoutNs = durationOr(app.timeout, SECOND_NS);
  if (timeoutNs === 0) {
    context.findings.add({ path: [...path, 'timeout'], message: "'timeout' cannot be 0s" });
  }
  return {
    kind: 'request-response',
    name,
    atNs,
    ...udpPathOf(app, path, about, context),
    serve: app.serve ?? true,
    server: socketEndpointOf(app.server, [...path, 'server'], about, context),
    count: extent.count ?? (extent.untilNs === null ? 1 : null),
    untilNs: extent.untilNs,
    requestBytes: bytesOf(app.request ?? '100b', [...path, 'request'], context),
    responseBytes: bytesOf(app.response ?? '1kb', [...path, 'response'], context),
    thinkTime: varyingOf(app.think, [...path, 'think'], context),
    serviceTime: varyingOf(app.service, [...path, 'service'], context),
    timeoutNs,
    retries: app.retries ?? 3,
  };
}

function bytesOf(text: string, path: DocumentPath, { findings }: Context): number {
  const bytes = accepted(readSize(text));
  if (bytes <= MAX_UDP_BYTES) return bytes;
  const message = `${bytes} bytes do not fit into a datagram: at most ${MAX_UDP_BYTES}b`;
  findings.add({ path, message });
  return 0;
}
